package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.settle.Watch;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;

/**
 * Stops a pass that removes, in every way that can be asked for, at every step, and goes on with it
 * or without removing: in the end all is as if it had not been stopped, in between nothing of the
 * owner's is gone and nothing keeps a mark of ours.
 */
@Tag("X2")
@Tag("D3")
@Tag("D4")
@Tag("D5")
class DeletionCrashTest {
  private static final List<Fault> FAULTS =
      List.of(new Fault.Cut(), new Fault.LoseAnswer(new Landing.AtOnce()));

  static Stream<Arguments> ways() {
    var ways = new ArrayList<Arguments>();
    for (Durability durability : Durability.values()) {
      LivedIn.waysThatSpareTheOwner()
          .forEach((name, rules) -> ways.add(Arguments.of(name, durability, rules)));
      ways.add(Arguments.of("MIRROR", durability, LivedIn.mirror()));
    }
    return ways.stream();
  }

  private static Map<String, List<String>> expected(DeletionRules rules) {
    return rules.has(RemovalReason.NOT_AT_SOURCE) ? LivedIn.mirrored() : LivedIn.expected(rules);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void removesNothingElseWhereverTheLedgerStops(
      String way, Durability durability, DeletionRules rules) {
    Transfer whole = LivedIn.transfer(durability);
    long before = whole.file.writes();
    whole.with(LivedIn.options(rules)).copy();
    assertThat(whole.file.writes()).isGreaterThan(before);
    for (long write = before + 1; write <= whole.file.writes(); write++) {
      long killedAt = write;
      stopAndGoOn(
          way + ", write " + write,
          durability,
          rules,
          transfer -> transfer.file.killAtWrite(killedAt),
          transfer -> transfer.file.restart());
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void removesNothingElseWhereverTheDestinationBreaks(
      String way, Durability durability, DeletionRules rules) {
    Transfer whole = LivedIn.transfer(durability);
    long before = whole.destination.counts().commands();
    whole.with(LivedIn.options(rules)).copy();
    breakAt(way, durability, rules, before, whole.destination.counts().commands(), false);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void removesNothingElseWhereverTheSourceBreaks(
      String way, Durability durability, DeletionRules rules) {
    Transfer whole = LivedIn.transfer(durability);
    long before = whole.source.counts().commands();
    whole.with(LivedIn.options(rules)).copy();
    breakAt(way, durability, rules, before, whole.source.counts().commands(), true);
  }

  private static void breakAt(
      String way,
      Durability durability,
      DeletionRules rules,
      long before,
      long last,
      boolean atSource) {
    assertThat(last).isGreaterThan(before);
    for (long command = before + 1; command <= last; command++) {
      long brokenAt = command;
      for (Fault fault : FAULTS) {
        stopAndGoOn(
            way + ", command " + command + ", " + fault,
            durability,
            rules,
            transfer -> side(transfer, atSource).faults().atCommand(brokenAt, fault),
            _ -> {});
      }
    }
  }

  private static MemoryAccount side(Transfer transfer, boolean atSource) {
    return atSource ? transfer.source : transfer.destination;
  }

  private static void stopAndGoOn(
      String when,
      Durability durability,
      DeletionRules rules,
      Consumer<Transfer> breaking,
      Consumer<Transfer> mending) {
    // Every other time with the guards up, which all that is left to remove must pass again.
    DeletionRules other =
        durability == Durability.AT_ONCE ? rules.withMany(false) : DeletionRules.NONE;
    for (DeletionRules next : List.of(rules, other)) {
      Transfer transfer = LivedIn.transfer(durability).with(LivedIn.options(rules));
      breaking.accept(transfer);
      runToItsDeath(transfer);
      mending.accept(transfer);
      requireRight(transfer, when, rules);
      requireGuarded(transfer.with(LivedIn.options(next)), when);
      requireRight(transfer, when, rules);
      requireNoMarks(transfer, when, rules);
      // Where an answer was lost, nothing goes before the last look for what may still land.
      transfer.advance(Watch.LAST_LOOK);
      transfer.with(LivedIn.options(rules)).copy();
      transfer.copy();

      assertThat(LivedIn.contents(transfer.destination)).as(when).isEqualTo(expected(rules));
      assertThat(LivedIn.contents(transfer.source))
          .as(when)
          .isEqualTo(LivedIn.expectedAtSource(rules));
      assertThat(transfer.copy().deletions().messages()).as(when).isZero();
    }
  }

  private static void runToItsDeath(Transfer transfer) {
    try {
      transfer.copy();
    } catch (EndpointException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  /** What a guard refuses stays, all of it; what came is copied nevertheless. */
  private static void requireGuarded(Transfer transfer, String when) {
    Map<String, List<String>> before = LivedIn.contents(transfer.destination);
    PassReport report = transfer.copy();
    if (report.deletions().isRefused()) {
      Map<String, List<String>> after = LivedIn.contents(transfer.destination);
      before.forEach((folder, mail) -> assertThat(after.get(folder)).as(when).containsAll(mail));
    }
  }

  private static void requireRight(Transfer transfer, String when, DeletionRules rules) {
    LivedIn.requireNothingLost(transfer, when);
    if (!rules.has(RemovalReason.NOT_AT_SOURCE)) {
      LivedIn.requireOwners(transfer, when);
    }
  }

  /** A strict mirror has nothing on record of others' mail, so that a mark on it stays. */
  private static void requireNoMarks(Transfer transfer, String when, DeletionRules rules) {
    if (!rules.has(RemovalReason.NOT_AT_SOURCE)) {
      assertThat(transfer.destination.mail().values().stream().flatMap(List::stream))
          .as(when)
          .noneMatch(mail -> mail.flags().contains(Flag.DELETED));
    }
    assertThat(transfer.source.mail().values().stream().flatMap(List::stream))
        .as(when)
        .noneMatch(mail -> mail.flags().contains(Flag.DELETED));
  }
}
