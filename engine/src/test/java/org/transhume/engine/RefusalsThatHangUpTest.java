package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.content.Repair;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/**
 * A destination that says BAD to what it does not take, after which nothing more may be sent on
 * that connection: Exchange, to a line that is too long.
 */
@Tag("I1")
@Tag("I2")
@ParameterizedClass(name = "batches are atomic: {0}")
@ValueSource(booleans = {true, false})
class RefusalsThatHangUpTest {
  private static final int MESSAGES = 60;

  @Parameter boolean atomic;

  private final MemoryAccount source = MemoryAccount.able();

  private Transfer transfer(PassOptions options) {
    var destination =
        new MemoryAccount(
            '/', "", new Abilities(atomic, true, true, true, true, false, OptionalLong.empty(), 4));
    destination.behaviour().hangsUpWhenItRefuses();
    destination.faults().refuseMessagesWith("\0");
    for (int number = 1; number <= MESSAGES; number++) {
      boolean isOdd = number % 20 == 7;
      Mail mail = Transfer.mail(number, isOdd ? Flag.of("$Work") : Flag.SEEN);
      source.folder("INBOX").put(isOdd ? odd(mail, number) : mail);
    }
    var limits = new BatchLimits(25, 1 << 20, Duration.ofSeconds(10));
    return Transfer.between(source, destination).with(options.withPace(1, limits));
  }

  private static Mail odd(Mail mail, int number) {
    String text = StandardCharsets.ISO_8859_1.decode(mail.octets()).toString();
    return Mail.of(text + "\0\r\n", mail.flags(), new InternalDate(1_700_000_000L + number, 0));
  }

  @Test
  void holdUpNothingElse() {
    Transfer transfer = transfer(PassOptions.usual());

    PassReport report = transfer.copy();

    assertThat(report.failure()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.total().copied()).isEqualTo(MESSAGES - 3);
    assertThat(report.folders().getFirst().exceptions())
        .extracting(MessageException::uid, MessageException::code, MessageException::words)
        .containsExactly(
            tuple(7L, "MESSAGE_REFUSED", "Message contains \0"),
            tuple(27L, "MESSAGE_REFUSED", "Message contains \0"),
            tuple(47L, "MESSAGE_REFUSED", "Message contains \0"));
    assertThat(transfer.destination.folder("INBOX").mail()).hasSize(MESSAGES - 3);
  }

  @Test
  void needALookOnlyWhereSomethingElseWasUnderWay() {
    var limits = new BatchLimits(100, 1 << 20, Duration.ofSeconds(10));

    PassReport report =
        transfer(PassOptions.usual()).with(PassOptions.usual().withPace(1, limits)).copy();

    assertThat(report.total().copied()).isEqualTo(MESSAGES - 3);
    // Without MULTIAPPEND others are on their way behind a message that is refused.
    assertThat(report.lookDue().isEmpty()).isEqualTo(atomic);
  }

  @Test
  @Tag("I5")
  void areFollowedByTheMessageRepaired() {
    Transfer transfer = transfer(PassOptions.usual().withRepairs(EnumSet.allOf(Repair.class)));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.folders().getFirst().exceptions())
        .extracting(MessageException::uid, MessageException::code)
        .containsExactly(tuple(7L, "REPAIRED"), tuple(27L, "REPAIRED"), tuple(47L, "REPAIRED"));
    List<Mail> there = transfer.destination.folder("INBOX").mail();
    assertThat(there).hasSize(MESSAGES);
    assertThat(there)
        .filteredOn(mail -> mail.flags().equals(Flags.of(Flag.of("$Work"))))
        .hasSize(3);
    PassReport second = transfer.copy();
    assertThat(second.total().copied()).isZero();
    assertThat(transfer.destination.folder("INBOX").mail()).hasSize(MESSAGES);
  }
}
