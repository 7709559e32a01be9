package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.testing.MemoryAccount;

/** A tree as old accounts have it, over to names of another kind and back. */
class FolderTreeTest {
  private static final List<String> AWKWARD =
      List.of(
          "v1.2 final",
          "R&D & Co",
          "&AOk-",
          "100% done",
          "a*b",
          "He said \"yes\"",
          "O'Brien's",
          "back\\slash",
          "trailing ",
          " leading",
          "\ud83d\udcc1 Files \ud83c\udf89",
          "E\u0301te\u0301",
          "\u00c9t\u00e9",
          "archive",
          "ARCHIVE",
          "Archive",
          "a_b",
          "a.b",
          "INBOX.Work",
          "..",
          "inbox");

  private final MemoryAccount start = MemoryAccount.able();
  private final MemoryAccount between =
      new MemoryAccount(
          '.',
          "INBOX.",
          new Abilities(true, true, true, true, true, false, OptionalLong.empty(), 4));
  private final MemoryAccount end = MemoryAccount.able();

  /** Five hundred folders, ten levels deep, some of them mere parents. */
  private void plant() {
    var names = new ArrayList<String>();
    names.addAll(AWKWARD.subList(0, AWKWARD.size() - 1));
    AWKWARD.forEach(name -> names.add("INBOX/" + name));
    AWKWARD.forEach(name -> names.add("Parent/" + name + "/" + name));
    names.add("a/b/c/d/e/f/g/h/i/j");
    names.add("Work");
    names.add("INBOX/Work");
    for (int number = 0; names.size() < 500; number++) {
      names.add("Clients/%02d/%s".formatted(number % 50, AWKWARD.get(number / 50) + number));
    }
    for (int i = 0; i < names.size(); i++) {
      start.folder(names.get(i)).put(Transfer.mail(i));
    }
    start.folder("INBOX").put(Transfer.mail(names.size()));
    start.folder("Empty");
  }

  private static PassOptions by(Map<String, String> pairs) {
    return PassOptions.usual()
        .withFolders(
            SelectionRules.everything(),
            new FolderMapRules(false, pairs, Optional.empty(), Optional.empty(), List.of(), false));
  }

  private static Map<String, String> back(PassReport report) {
    var pairs = new HashMap<String, String>();
    for (FolderReport folder : report.folders()) {
      pairs.put(folder.destination().text(), folder.source().text());
    }
    return pairs;
  }

  @Test
  @Tag("B1")
  @Tag("D10")
  void isThereAndBackAgainAsItWas() {
    plant();
    Transfer there = Transfer.between(start, between).with(by(Map.of()));

    PassReport copied = there.planAndCopy();
    PassReport returned = Transfer.between(between, end).with(by(back(copied))).copy();

    assertThat(copied.folders()).hasSize(502);
    assertThat(copied.total().copied()).isEqualTo(501);
    assertThat(copied.renamed()).isNotEmpty();
    assertThat(returned.verdict()).isEqualTo(Verdict.PASS);
    assertThat(end.mail()).isEqualTo(start.mail());
    assertThat(selectable(end)).isEqualTo(selectable(start));
  }

  @Test
  @Tag("B1")
  void isThereAndBackAgainBySomebodyWhoIgnoresCase() {
    plant();
    between.behaviour().namesIgnoreCase();

    PassReport copied = Transfer.between(start, between).with(by(Map.of())).copy();
    PassReport returned = Transfer.between(between, end).with(by(back(copied))).copy();

    assertThat(copied.verdict()).isEqualTo(Verdict.PASS);
    assertThat(returned.verdict()).isEqualTo(Verdict.PASS);
    assertThat(end.mail()).isEqualTo(start.mail());
  }

  @Test
  @Tag("B1")
  void isThereAndBackAgainBySomebodyWhoTakesLettersAlone() {
    plant();
    between.behaviour().refusesName(name -> !name.matches("[\\p{L}\\p{M}0-9. ()_-]+"));

    PassReport copied = Transfer.between(start, between).with(by(Map.of())).copy();
    PassReport returned = Transfer.between(between, end).with(by(back(copied))).copy();

    assertThat(copied.folders()).allMatch(FolderReport::isWhole);
    assertThat(returned.verdict()).isEqualTo(Verdict.PASS);
    assertThat(end.mail()).isEqualTo(start.mail());
  }

  private static Map<String, Boolean> selectable(MemoryAccount account) {
    var selectable = new HashMap<String, Boolean>();
    try (var there = account.source()) {
      for (ListedFolder folder : there.folders().folders()) {
        selectable.put(folder.name().text(), folder.selectable());
      }
    }
    return selectable;
  }
}
