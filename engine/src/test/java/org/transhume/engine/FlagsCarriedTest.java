package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Which changes of flags reach the destination, and what they cost. */
@Tag("B11")
class FlagsCarriedTest {
  private static final Flag WORK = Flag.of("$Work");

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);
  private final MemoryFolder here = source.folder("INBOX");
  private final MemoryFolder there = destination.folder("INBOX");

  @BeforeEach
  void copyThreeMessages() {
    for (int number = 1; number <= 3; number++) {
      here.put(Transfer.mail(number));
    }
    transfer.copy();
  }

  private Flags flagsThere(long uid) {
    return there.messages().stream()
        .filter(message -> message.uid().value() == uid)
        .findFirst()
        .orElseThrow()
        .mail()
        .flags();
  }

  private static Fault.Refuse refusal(Scope scope) {
    return new Fault.Refuse(
        Problem.NOT_PERMITTED,
        new EndpointException.Fault(scope, Retry.NEVER),
        "Too many keywords");
  }

  @Test
  void takesAwayAgainWhatItCarriedOver() {
    here.setFlags(2, Flags.of(Flag.SEEN, WORK));
    transfer.copy();
    here.setFlags(2, Flags.of(Flag.SEEN));

    transfer.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.SEEN));
  }

  @Test
  void carriesSeveralChangesOverAtOnce() {
    here.setFlags(1, Flags.of(Flag.SEEN));
    here.setFlags(2, Flags.of(WORK));
    here.setFlags(3, Flags.of(Flag.SEEN));

    transfer.copy();

    assertThat(flagsThere(1)).isEqualTo(flagsThere(3)).isEqualTo(Flags.of(Flag.SEEN));
    assertThat(flagsThere(2)).isEqualTo(Flags.of(WORK));
  }

  @Test
  void neverCarriesDeletedOver() {
    here.setFlags(2, Flags.of(Flag.DELETED, Flag.SEEN));

    transfer.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.SEEN));
  }

  @Test
  void needsOneCommandForOneChangeOfManyMessages() {
    for (long uid = 1; uid <= 3; uid++) {
      here.setFlags(uid, Flags.of(WORK));
    }

    transfer.copy();

    assertThat(destination.counts().commands(Command.STORE)).isEqualTo(1);
    assertThat(flagsThere(1)).isEqualTo(flagsThere(3)).isEqualTo(Flags.of(WORK));
  }

  @Test
  void needsNoCommandWhereTheOwnerDidTheSame() {
    here.setFlags(2, Flags.of(Flag.SEEN));
    there.setFlags(2, Flags.of(Flag.SEEN));

    PassReport report = transfer.copy();

    assertThat(destination.counts().commands(Command.STORE)).isZero();
    assertThat(report.total().flagsCarried()).isZero();
  }

  @Test
  @Tag("I4")
  void leavesAFlagOffThatTheOwnerTookOffMeanwhile() {
    there.setFlags(2, Flags.of(WORK));
    here.setFlags(2, Flags.of(Flag.SEEN)); // so that the pass looks at the message
    transfer.copy();
    there.setFlags(2, Flags.of(Flag.SEEN));
    here.setFlags(2, Flags.of(Flag.SEEN, WORK));

    transfer.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.SEEN));
  }

  @Test
  @Tag("I4")
  void leavesAFlagOnThatTheOwnerSetMeanwhile() {
    here.setFlags(2, Flags.of(WORK));
    transfer.copy();
    there.setFlags(2, Flags.none());
    here.setFlags(2, Flags.of(WORK, Flag.SEEN));
    transfer.copy();
    there.setFlags(2, Flags.of(Flag.SEEN, WORK));
    here.setFlags(2, Flags.of(Flag.SEEN));

    transfer.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.SEEN, WORK));
  }

  @Test
  void asksThreeTimesAtMostWhetherSomebodyWasQuicker() {
    here.setFlags(2, Flags.of(Flag.ANSWERED));
    for (int nth = 1; nth <= 5; nth++) {
      Flag another = Flag.of("$Quick" + nth);
      destination
          .faults()
          .at(
              Command.STORE,
              nth,
              new Fault.Meanwhile(() -> there.setFlags(2, flagsThere(2).plus(Flags.of(another)))));
    }

    transfer.copy();

    assertThat(destination.counts().commands(Command.STORE)).isEqualTo(3);
    assertThat(flagsThere(2).contains(Flag.ANSWERED)).isTrue();
  }

  @Test
  void carriesMoreChangesOverThanAreLookedAtAtOnce() {
    for (int number = 4; number <= 2_100; number++) {
      here.put(Transfer.mail(number));
    }
    transfer.copy();
    for (long uid = 1; uid <= 2_100; uid++) {
      here.setFlags(uid, Flags.of(Flag.SEEN));
    }

    PassReport report = transfer.copy();

    assertThat(report.total().flagsCarried()).isEqualTo(2_100);
    assertThat(there.messages()).allMatch(each -> each.mail().flags().contains(Flag.SEEN));
  }

  @Test
  void namesTheMessageWhoseFlagsTheServerRefuses() {
    here.setFlags(2, Flags.of(WORK));
    destination.faults().next(Command.STORE, refusal(Scope.MESSAGE));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.folders().getFirst().exceptions())
        .singleElement()
        .satisfies(
            exception -> {
              assertThat(exception.uid()).isEqualTo(2);
              assertThat(exception.words()).isEqualTo("Too many keywords");
              assertThat(exception.failed()).isFalse();
            });
  }

  @Test
  void givesTheFolderUpWhereTheServerRefusesMoreThanAMessage() {
    here.setFlags(2, Flags.of(WORK));
    destination.faults().next(Command.STORE, refusal(Scope.FOLDER));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.folders().getFirst().failure().orElseThrow().words())
        .isEqualTo("Too many keywords");
  }
}
