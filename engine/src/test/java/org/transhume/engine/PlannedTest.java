package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.GoneFolderRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.foldermap.Into;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/**
 * What a plan says is what the copy does, in a first pass into a mailbox in use, after moves,
 * renames, removals and duplicates, and when nothing is left to do: with options alone and
 * together.
 */
@Tag("D9")
class PlannedTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  static Stream<Arguments> options() {
    PassOptions usual = LivedIn.options(DeletionRules.NONE);
    var alone = new LinkedHashMap<String, PassOptions>();
    alone.put("usual", usual);
    alone.put("once", usual.with(Choice.ONCE));
    alone.put("adopt flags", usual.with(Choice.ADOPT_FLAGS));
    alone.put("deep, subscribe all", usual.with(Choice.DEEP).with(Choice.SUBSCRIBE_ALL));
    alone.put(
        "pairs",
        usual.withFolders(
            usual.selection(), new FolderMapRules(true, Map.of("Work", "Office"), false)));
    alone.put(
        "once, pairs",
        usual
            .with(Choice.ONCE)
            .withFolders(
                usual.selection(), new FolderMapRules(true, Map.of("Work", "Office"), false)));
    alone.put("historical", below(usual, new Into.Historical("john")));
    DeletionRules all =
        DeletionRules.NONE
            .with(RemovalReason.GONE_AT_SOURCE, true)
            .with(RemovalReason.DUPLICATE, true)
            .withFolders(Optional.of(GoneFolderRules.ALL))
            .withMany(true);
    var removing =
        Map.of(
            "gone, duplicates, folders", all,
            "duplicates", DeletionRules.NONE.with(RemovalReason.DUPLICATE, true),
            "copied", DeletionRules.NONE.with(RemovalReason.COPIED, true).withMany(true),
            "mirror", LivedIn.mirror());
    var table = new ArrayList<Arguments>();
    alone.forEach(
        (name, each) -> {
          table.add(Arguments.of(name, each));
          removing.forEach(
              (what, rules) ->
                  table.add(Arguments.of(name + "; " + what, each.withDeletions(rules))));
        });
    return table.stream();
  }

  private static PassOptions below(PassOptions options, Into into) {
    return options.withFolders(
        options.selection(),
        new FolderMapRules(true, Map.of(), Optional.of(into), Optional.empty(), List.of(), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void isWhatIsDone(String name, PassOptions options) {
    fill(destination, "INBOX", 1, 2, 90);
    destination.folder("INBOX").put(Transfer.mail(2));
    fill(destination, "Work", 1);
    fill(source, "INBOX", 1, 2, 3, 4, 5);
    source.folder("INBOX").put(Transfer.mail(6, Flag.DELETED, Flag.SEEN));
    fill(source, "Work", 1, 5, 7, 8, 8);
    fill(source, "Sent", 10, 11);
    fill(source, "Old", 20, 21);
    fill(source, "Leaving", 30);
    transfer.with(options);

    PassReport first = transfer.planAndCopy();
    assertThat(first.total().addsUp()).isTrue();
    refill();
    transfer.planAndCopy();
    change();
    PassReport second = transfer.planAndCopy();
    assertThat(second.total().addsUp()).isTrue();
    if (!options.deletions().has(RemovalReason.COPIED)) {
      assertThat(second.followed()).as(name).isNotEmpty();
    }
    if (!options.deletions().any()) {
      assertThat(second.moved()).as(name).isNotEmpty();
    }
    transfer.planAndCopy();
    PassReport last = transfer.planAndCopy();

    assertThat(last.total().copied()).isZero();
    assertThat(last.total().flagsCarried()).isZero();
    assertThat(last.moved()).isEmpty();
    assertThat(last.deletions().messages()).isZero();
  }

  /** What was removed in the first pass stands there again, as new mail; else it is left alone. */
  private void refill() {
    if (source.folder("INBOX").mail().isEmpty()) {
      fill(source, "INBOX", 1, 2, 3, 4, 5);
    }
    if (source.folder("Old").mail().isEmpty()) {
      fill(source, "Old", 20, 21);
    }
  }

  private void change() {
    MemoryFolder inbox = source.folder("INBOX");
    if (inbox.mail().size() > 2) {
      long first = inbox.messages().getFirst().uid().value();
      inbox.setFlags(first + 2, Flags.of(Flag.FLAGGED));
      inbox.moveTo("Work", first + 2);
      inbox.expunge(first + 3);
    }
    fill(source, "INBOX", 40, 41);
    fill(source, "Work", 40);
    source.folder("Old").rename("Older");
    source.folder("Leaving").delete();
    destination.folder("INBOX").put(Transfer.mail(91));
  }

  private static void fill(MemoryAccount account, String folder, int... numbers) {
    for (int number : numbers) {
      account.folder(folder).put(Transfer.mail(number));
    }
  }
}
