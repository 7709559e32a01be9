package org.transhume.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.engine.selection.NamePattern.Glob;
import org.transhume.engine.selection.NamePattern.Regex;
import org.transhume.engine.selection.SelectionRules.Kind;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

class SelectionTest {
  private static final SelectionRules ALL = SelectionRules.everything();

  private static final List<ListedFolder> FOLDERS =
      List.of(
          folder("Work"),
          folder("Work/2026"),
          folder("Alpha"),
          folder("Workshop"),
          folder("INBOX", false, Namespace.PERSONAL),
          folder("Old", false, Namespace.PERSONAL),
          folder("Sent", true, Namespace.PERSONAL, SpecialUse.SENT),
          folder("Trash", true, Namespace.PERSONAL, SpecialUse.TRASH),
          new ListedFolder(
              name("[Gmail]"), false, true, Set.of(), Namespace.PERSONAL, Optional.empty()),
          folder("[Gmail]/All Mail", true, Namespace.PERSONAL, SpecialUse.ALL),
          folder("[Gmail]/Starred", true, Namespace.PERSONAL, SpecialUse.FLAGGED),
          folder("[Gmail]/Important", true, Namespace.PERSONAL, SpecialUse.IMPORTANT),
          folder("user/bob", true, Namespace.OTHER_USERS),
          folder("shared/team", true, Namespace.SHARED));

  @Test
  @Tag("B1")
  void takesAllThatIsThePersonsOwnAndSaysWhyNotTheOthers() {
    assertThat(select(ALL))
        .isEqualTo(
            """
            INBOX
            Alpha
            Old
            Sent
            Trash
            Work
            Work/2026
            Workshop
            - [Gmail] NOT_SELECTABLE
            - [Gmail]/All Mail ALL_VIEW
            - [Gmail]/Important IMPORTANT_VIEW
            - [Gmail]/Starred FLAGGED_VIEW
            - shared/team SHARED
            - user/bob OTHER_USERS
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHER_USERS, user/bob",
    "SHARED, shared/team",
    "FLAGGED_VIEW, [Gmail]/Starred",
    "IMPORTANT_VIEW, [Gmail]/Important",
    "ALL_VIEW, [Gmail]/All Mail"
  })
  void takesAKindThatWasAskedFor(Kind kind, String folder) {
    var rules =
        new SelectionRules(
            Set.of(kind), false, Set.of(), Set.of(), Set.of(), List.of(), List.of(), Set.of());

    Selection selection = Selection.of(account(FOLDERS), rules);

    assertThat(selection.taken()).extracting(each -> each.name().text()).contains(folder);
    assertThat(selection.taken()).hasSize(9);
    assertThat(selection.leftOut()).hasSize(5);
  }

  @Test
  void takesEverythingThatCanHoldMessagesWhenAllKindsWereAskedFor() {
    var rules =
        new SelectionRules(
            EnumSet.allOf(Kind.class),
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of());

    assertThat(Selection.of(account(FOLDERS), rules).leftOut())
        .extracting(Selection.LeftOut::rule)
        .containsExactly(LeftOutRule.NOT_SELECTABLE);
  }

  @Test
  @Tag("A4")
  void takesOnlySubscribedFoldersAndInbox() {
    var rules =
        new SelectionRules(
            Set.of(), true, Set.of(), Set.of(), Set.of(), List.of(), List.of(), Set.of());

    assertThat(select(rules))
        .startsWith("INBOX\nAlpha\nSent\nTrash\nWork\nWork/2026\nWorkshop\n- Old NOT_SUBSCRIBED\n");
  }

  @Test
  void takesNamedFoldersAndNothingBelowThem() {
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of("Work", "inbox"),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of());

    assertThat(select(rules))
        .startsWith(
            "INBOX\n"
                + "Work\n"
                + "- Alpha NOT_NAMED\n"
                + "- Old NOT_NAMED\n"
                + "- Sent NOT_NAMED\n"
                + "- Trash NOT_NAMED\n")
        .contains("- Work/2026 NOT_NAMED\n");
  }

  @Test
  void takesATreeWithAllBelowItAndNothingThatOnlyBeginsTheSame() {
    var rules =
        new SelectionRules(
            Set.of(), false, Set.of(), Set.of("Work"), Set.of(), List.of(), List.of(), Set.of());

    assertThat(select(rules)).startsWith("Work\nWork/2026\n- INBOX NOT_NAMED\n");
  }

  @Test
  void addsUpAllWaysToNameFolders() {
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of("Old"),
            Set.of("Work"),
            Set.of(),
            List.of(new Glob("Tr*"), new Regex("^S.nt$")),
            List.of(),
            Set.of());

    assertThat(select(rules)).startsWith("Old\nSent\nTrash\nWork\nWork/2026\n- INBOX NOT_NAMED\n");
  }

  @Test
  void takesAFolderOfAnyKindThatIsNamedWholeButNoneByItsTreeOrPattern() {
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of("[Gmail]/All Mail", "shared/team"),
            Set.of("[Gmail]"),
            Set.of(),
            List.of(new Glob("user/*")),
            List.of(),
            Set.of());

    assertThat(select(rules))
        .startsWith("[Gmail]/All Mail\nshared/team\n- INBOX NOT_NAMED\n")
        .contains("- [Gmail]/Starred FLAGGED_VIEW\n", "- user/bob OTHER_USERS\n");
  }

  @Test
  void excludesByPatternHoweverAFolderWasWanted() {
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of("Work", "Old"),
            Set.of("Work"),
            Set.of(),
            List.of(),
            List.of(new Regex(".*2\\d+"), new Glob("W*/*"), new Glob("Old")),
            Set.of());

    assertThat(select(rules))
        .startsWith("Work\n- INBOX NOT_NAMED\n- Alpha NOT_NAMED\n- Old EXCLUDED Old\n")
        .contains("- Work/2026 EXCLUDED .*2\\d+\n");
  }

  @Test
  @Tag("B9")
  void leavesOutSpecialUsesButNotAFolderThatWasNamed() {
    FolderList account =
        new FolderList(
            '/',
            "",
            Stream.of("INBOX", "Trash", "Trash/2020", "Spam", "Antispam invoices", "Sent")
                .map(SelectionTest::folder)
                .toList());
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of(SpecialUse.TRASH, SpecialUse.JUNK));
    var named =
        new SelectionRules(
            Set.of(),
            false,
            Set.of("Trash/2020"),
            Set.of(),
            Set.of(SpecialUse.SENT),
            List.of(),
            List.of(),
            Set.of(SpecialUse.TRASH));

    assertThat(Selection.of(account, rules).taken())
        .extracting(folder -> folder.name().text())
        .containsExactly("INBOX", "Antispam invoices", "Sent");
    assertThat(Selection.of(account, rules).leftOut())
        .extracting(Selection.LeftOut::rule, Selection.LeftOut::detail)
        .containsExactly(
            tuple(LeftOutRule.SPECIAL_USE, "Junk"),
            tuple(LeftOutRule.SPECIAL_USE, "Trash"),
            tuple(LeftOutRule.SPECIAL_USE, "Trash"));
    assertThat(Selection.of(account, named).taken())
        .extracting(folder -> folder.name().text())
        .containsExactly("Sent", "Trash/2020");
  }

  @Test
  void leavesOutWhatIsNamedAndNotSubscribed() {
    var rules =
        new SelectionRules(
            Set.of(), true, Set.of("Old"), Set.of(), Set.of(), List.of(), List.of(), Set.of());

    assertThat(select(rules)).contains("- Old NOT_SUBSCRIBED\n");
  }

  @Test
  void tellsWhichNamesNoFolderHas() {
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of("Work", "Wrk", "work", "[Gmail]", ""),
            Set.of("[Gmail]", "Nowhere", "Work/2026/x", ""),
            Set.of(),
            List.of(),
            List.of(),
            Set.of());

    assertThat(Selection.of(account(FOLDERS), rules).missing())
        .containsExactly("", "Nowhere", "Work/2026/x", "Wrk", "work");
  }

  @Test
  void neverTakesInboxForAView() {
    FolderList account =
        account(List.of(folder("INBOX", true, Namespace.PERSONAL, SpecialUse.ALL)));

    assertThat(Selection.of(account, ALL).taken()).hasSize(1);
  }

  @Test
  void doesNotDependOnTheOrderOfTheList() {
    var shuffled = new ArrayList<>(FOLDERS);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(Selection.of(account(shuffled), ALL))
          .isEqualTo(Selection.of(account(FOLDERS), ALL));
    }
  }

  private static String select(SelectionRules rules) {
    Selection selection = Selection.of(account(FOLDERS), rules);
    assertThat(selection.taken().size() + selection.leftOut().size()).isEqualTo(FOLDERS.size());
    assertThat(selection.missing()).isEmpty();
    var text = new StringBuilder();
    selection.taken().forEach(each -> text.append(each.name()).append('\n'));
    selection
        .leftOut()
        .forEach(
            each ->
                text.append("- ")
                    .append(each.folder().name())
                    .append(' ')
                    .append(each.rule())
                    .append(each.detail().isEmpty() ? "" : " " + each.detail())
                    .append('\n'));
    return text.toString();
  }

  private static FolderList account(List<ListedFolder> folders) {
    return new FolderList('/', "", folders);
  }

  private static ListedFolder folder(String name) {
    return folder(name, true, Namespace.PERSONAL);
  }

  private static ListedFolder folder(
      String name, boolean subscribed, Namespace namespace, SpecialUse... uses) {
    return new ListedFolder(
        name(name), true, subscribed, Set.of(uses), namespace, Optional.empty());
  }

  private static MailboxName name(String text) {
    return new MailboxName(text, '/');
  }
}
