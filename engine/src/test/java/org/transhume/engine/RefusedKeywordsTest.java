package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** A keyword that the destination says it keeps and does not take: NIL at Courier. */
@Tag("I1")
@Tag("I5")
@ParameterizedClass(name = "batches are atomic: {0}")
@ValueSource(booleans = {true, false})
class RefusedKeywordsTest {
  private static final Flag NIL = Flag.of("NIL");
  private static final Flag WORK = Flag.of("$Work");

  @Parameter boolean atomic;

  private final MemoryAccount source = MemoryAccount.able();

  private MemoryAccount destination() {
    MemoryAccount account =
        new MemoryAccount(
            '/', "", new Abilities(atomic, true, true, true, true, false, OptionalLong.empty(), 4));
    account.behaviour().refuses(NIL::equals);
    return account;
  }

  private void put(int number, Flag... flags) {
    source.folder("INBOX").put(Transfer.mail(number, flags));
  }

  private static List<Flags> flags(MemoryAccount account) {
    return account.folder("INBOX").mail().stream().map(Mail::flags).toList();
  }

  @Test
  void storesTheMessageWithoutItAndListsIt() {
    MemoryAccount destination = destination();
    put(1, WORK);
    put(2, Flag.SEEN, NIL, WORK);
    put(3, NIL);

    PassReport report = Transfer.between(source, destination).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.total().copied()).isEqualTo(3);
    assertThat(report.total().failed()).isZero();
    assertThat(flags(destination))
        .containsExactlyInAnyOrder(Flags.of(WORK), Flags.of(Flag.SEEN, WORK), Flags.none());
    FolderReport inbox = report.folders().getFirst();
    assertThat(inbox.exceptions())
        .extracting(MessageException::uid, MessageException::code, MessageException::words)
        .containsExactlyInAnyOrder(
            tuple(2L, Verdicts.FLAGS_DIFFER, "NIL"), tuple(3L, Verdicts.FLAGS_DIFFER, "NIL"));
  }

  @Test
  void keepsWhatTheOwnerDoesWithTheOtherKeywords() {
    MemoryAccount destination = destination();
    put(1, NIL, WORK);
    var transfer = Transfer.between(source, destination);
    transfer.copy();
    destination.folder("INBOX").setFlags(1, Flags.none());
    source.folder("INBOX").setFlags(1, Flags.of(NIL, WORK, Flag.SEEN));

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isZero();
    assertThat(flags(destination)).containsExactly(Flags.of(Flag.SEEN));
  }

  @Test
  void recordsAMessageThatIsRefusedForWhatItSaysAsFailed() {
    MemoryAccount destination = destination();
    destination.faults().refuseMessagesWith("Body of 2");
    put(1, WORK);
    put(2, WORK);

    PassReport report = Transfer.between(source, destination).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.total().failed()).isEqualTo(1);
    assertThat(report.folders().getFirst().exceptions().getFirst().words())
        .isEqualTo("Message contains Body of 2");
    assertThat(flags(destination)).containsExactly(Flags.of(WORK));
  }

  /** Some servers say BAD, after which nothing more may be sent on that connection. */
  @Test
  void leavesKeywordsAwayFromTheBeginningOnceTheyCostTheConnection() {
    MemoryAccount destination = destination();
    put(1, NIL, WORK);
    put(2);
    destination.faults().at(Command.APPEND, 2, new Fault.Cut());

    PassReport report = Transfer.between(source, destination).batchesOf(1).copy();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(flags(destination)).containsExactlyInAnyOrder(Flags.of(WORK), Flags.none());
    assertThat(destination.counts().commands(Command.APPEND)).isEqualTo(4);
  }

  @Test
  void givesThemOnTheNextConnectionWhereOneDiesBefore() {
    MemoryAccount destination = destination();
    put(1, NIL, WORK);
    destination.faults().next(Command.STORE, down());

    PassReport report = Transfer.between(source, destination).copy();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(flags(destination)).containsExactly(Flags.of(WORK));
    assertThat(report.folders().getFirst().exceptions())
        .extracting(MessageException::code, MessageException::words)
        .containsExactly(tuple(Verdicts.FLAGS_DIFFER, "NIL"));
  }

  private static Fault down() {
    return new Fault.Refuse(
        Problem.SERVER_ERROR, new EndpointException.Fault(Scope.CONNECTION, Retry.NOW), "down");
  }

  @Test
  void namesAllKeywordsWhereConnectionsDieBeforeTheyAreGiven() {
    MemoryAccount destination = destination();
    put(1, NIL, WORK);
    destination
        .faults()
        .whenever(command -> Optional.of(down()).filter(_ -> command == Command.STORE));

    PassReport report = Transfer.between(source, destination).copy();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.folders().getFirst().exceptions())
        .extracting(MessageException::code, MessageException::words)
        .containsExactly(tuple(Verdicts.FLAGS_DIFFER, "$Work NIL"));
  }
}
