package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.report.PassReport;

/**
 * What its owner deletes, flags, moves or receives at the destination is as he left it after ten
 * more passes, whatever is removed in them, and after an undo.
 */
@Tag("I4")
@Tag("D3")
@Tag("D4")
@Tag("D5")
class OwnersMailTest {
  static Stream<Arguments> ways() {
    return LivedIn.waysThatSpareTheOwner().entrySet().stream()
        .map(way -> Arguments.of(way.getKey(), way.getValue()));
  }

  private static UndoReport undo(Transfer transfer, boolean dry) {
    try (MailDestination there = transfer.destination.destination();
        var storage = transfer.file.transfer(new AccountId("old.example.com", "john"))) {
      return new Undo(there, storage, dry, Clock.systemUTC()).run();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  @Tag("D9")
  @Tag("X10")
  void isAsHeLeftItAfterTenPassesAndAnUndo(String way, DeletionRules rules) {
    Transfer transfer = LivedIn.transfer(Durability.WHEN_AWAITED);
    transfer.with(LivedIn.options(rules));

    for (int pass = 1; pass <= 10; pass++) {
      PassReport report = transfer.planAndCopy();

      assertThat(report.total().addsUp()).isTrue();
      LivedIn.requireOwners(transfer, way + ", pass " + pass);
      LivedIn.requireNothingLost(transfer, way + ", pass " + pass);
    }
    assertThat(LivedIn.contents(transfer.destination)).isEqualTo(LivedIn.expected(rules));
    assertThat(LivedIn.contents(transfer.source)).isEqualTo(LivedIn.expectedAtSource(rules));
    UndoReport planned = undo(transfer, true);
    UndoReport done = undo(transfer, false);

    assertThat(planned).isEqualTo(done);
    assertThat(LivedIn.contents(transfer.destination)).isEqualTo(LivedIn.undone(rules));
    assertThat(undo(transfer, false).messages().messages()).isZero();
  }

  @Test
  @Tag("D9")
  void goesByTheStrictMirrorAloneWhichBringsNothingBack() {
    Transfer transfer = LivedIn.transfer(Durability.WHEN_AWAITED);
    transfer.with(LivedIn.options(LivedIn.mirror()));

    for (int pass = 1; pass <= 10; pass++) {
      transfer.planAndCopy();
      LivedIn.requireNothingLost(transfer, "pass " + pass);
    }

    assertThat(LivedIn.contents(transfer.destination)).isEqualTo(LivedIn.mirrored());
    assertThat(LivedIn.contents(transfer.source))
        .isEqualTo(LivedIn.expectedAtSource(DeletionRules.NONE));
    UndoReport done = undo(transfer, false);
    assertThat(done.messages().refusedBy()).isEmpty();
    assertThat(LivedIn.contents(transfer.destination))
        .isEqualTo(Map.of("INBOX", List.of("9 \\Seen"), "Mine", List.of("41", "5", "900")));
  }
}
