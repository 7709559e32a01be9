package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.content.Repair;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Candidate;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Messages that a destination does not take as they are, and takes when they are repaired. */
@Tag("I5")
@Tag("I1")
@ParameterizedClass(name = "batches are atomic: {0}")
@ValueSource(booleans = {true, false})
class RepairTest {
  private static final Set<Repair> ALL = EnumSet.allOf(Repair.class);
  private static final InternalDate DATE = new InternalDate(1_700_000_000L, 60);
  private static final String LONG = "x".repeat(1_500);

  @Parameter boolean atomic;

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryFolder inbox = source.folder("INBOX");

  private MemoryAccount destination(String... refused) {
    MemoryAccount account =
        new MemoryAccount(
            '/', "", new Abilities(atomic, true, true, true, true, false, OptionalLong.empty(), 4));
    List.of(refused).forEach(account.faults()::refuseMessagesWith);
    return account;
  }

  private static Transfer transfer(MemoryAccount from, MemoryAccount to, Set<Repair> repairs) {
    var limits = new BatchLimits(10, 1 << 24, Duration.ofSeconds(10));
    return Transfer.between(from, to)
        .with(PassOptions.usual().withPace(1, limits).withRepairs(repairs));
  }

  private Transfer transfer(MemoryAccount to, Set<Repair> repairs) {
    return transfer(source, to, repairs);
  }

  private void put(String body, Flag... flags) {
    inbox.put(Mail.of("Subject: odd\r\n\r\n" + body, Flags.of(flags), DATE));
  }

  private static List<String> bodies(MemoryAccount account) {
    return account.folder("INBOX").mail().stream()
        .map(mail -> StandardCharsets.ISO_8859_1.decode(mail.octets()).toString())
        .map(text -> text.substring(text.indexOf("\r\n\r\n") + 4))
        .toList();
  }

  private static List<MessageException> exceptions(PassReport report) {
    return report.folders().getFirst().exceptions();
  }

  @Test
  void copiesRepairedWhatIsRefusedAsItIsAndNamesIt() {
    MemoryAccount destination = destination("\0");
    for (int i = 0; i < 20; i++) {
      put(i % 7 == 3 ? i + ": a\0b\r\n" : i + ": whole\r\n", Flag.SEEN);
    }
    Transfer transfer = transfer(destination, ALL);

    PassReport report = transfer.planAndCopy();
    PassReport second = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(20);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.total().altered()).isEqualTo(3);
    assertThat(exceptions(report))
        .extracting(MessageException::uid, MessageException::code, MessageException::words)
        .containsExactly(
            tuple(4L, "REPAIRED", "[NUL]"),
            tuple(11L, "REPAIRED", "[NUL]"),
            tuple(18L, "REPAIRED", "[NUL]"));
    assertThat(exceptions(report)).noneMatch(MessageException::failed);
    assertThat(bodies(destination))
        .hasSize(20)
        .contains("3: a\u0080b\r\n", "10: a\u0080b\r\n", "17: a\u0080b\r\n", "19: whole\r\n");
    assertThat(destination.folder("INBOX").mail())
        .allMatch(mail -> mail.flags().equals(Flags.of(Flag.SEEN)))
        .allMatch(mail -> mail.internalDate().equals(DATE));
    assertThat(second.total().copied()).isZero();
    assertThat(second.total().alreadyThere()).isEqualTo(20);
    assertThat(exceptions(second)).hasSize(3);
  }

  @Test
  void changesNothingUnlessItIsAllowed() {
    MemoryAccount destination = destination("\0");
    put("a\0b\r\n");
    put("whole\r\n");

    PassReport report = transfer(destination, Set.of(Repair.LINE_ENDS, Repair.LONG_LINES)).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(exceptions(report))
        .extracting(MessageException::uid, MessageException::code, MessageException::failed)
        .containsExactly(tuple(1L, "MESSAGE_REFUSED", true));
    assertThat(bodies(destination)).containsExactly("whole\r\n");
  }

  @Test
  void changesNothingThatIsTakenAsItIs() {
    MemoryAccount destination = destination();
    String odd = "a\0b\nc\r" + LONG;
    put(odd);

    PassReport report = transfer(destination, ALL).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(bodies(destination)).containsExactly(odd);
  }

  @Test
  void changesAsLittleAsHelps() {
    MemoryAccount destination = destination();
    destination.faults().refuse(candidate -> hasBareLf(candidate), refusal("bare newlines"));
    put("a\0b\nc\r\n" + LONG);

    PassReport report = transfer(destination, ALL).copy();

    assertThat(exceptions(report))
        .extracting(MessageException::code, MessageException::words)
        .containsExactly(tuple("REPAIRED", "[LINE_ENDS]"));
    assertThat(bodies(destination)).containsExactly("a\0b\r\nc\r\n" + LONG);
  }

  @Test
  void tellsAllThatHadToBeRepaired() {
    MemoryAccount destination = destination("\0", "x".repeat(999));
    put("a\0b\nc\r\n" + LONG);

    PassReport report = transfer(destination, ALL).copy();

    assertThat(exceptions(report))
        .extracting(MessageException::code, MessageException::words)
        .containsExactly(tuple("REPAIRED", "[LINE_ENDS, FINAL_CRLF, NUL, LONG_LINES]"));
    assertThat(bodies(destination))
        .containsExactly(
            "a\u0080b\r\nc\r\n" + "x".repeat(998) + "\r\n " + "x".repeat(502) + "\r\n");
  }

  @Test
  void keepsInQuarantineWhatIsRefusedRepairedToo() {
    MemoryAccount destination = destination("\0", "never");
    put("a\0b never\r\n", Flag.of("$Work"));
    put("whole\r\n");
    Transfer transfer = transfer(destination, ALL);

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(exceptions(report))
        .extracting(MessageException::code, MessageException::words, MessageException::failed)
        .containsExactly(tuple("MESSAGE_REFUSED", "Message contains never", true));
    assertThat(bodies(destination)).containsExactly("whole\r\n");
    destination.faults().clear();
    assertThat(transfer.with(PassOptions.usual()).copy().verdict()).isEqualTo(Verdict.PASS);
    assertThat(bodies(destination)).containsExactlyInAnyOrder("whole\r\n", "a\0b never\r\n");
  }

  @Test
  void givesKeywordsToWhatWasRepaired() {
    MemoryAccount destination = destination("\0");
    put("a\0b\r\n", Flag.of("$Work"), Flag.SEEN);

    PassReport report = transfer(destination, ALL).copy();

    assertThat(exceptions(report)).extracting(MessageException::code).containsExactly("REPAIRED");
    assertThat(destination.folder("INBOX").mail().getFirst().flags())
        .isEqualTo(Flags.of(Flag.SEEN, Flag.of("$Work")));
  }

  @Test
  void repairsWhatAnEarlierPassCouldNotCopyIfThatIsAskedForLater() {
    MemoryAccount destination = destination("\0");
    put("a\0b\r\n");
    put("whole\r\n");
    Transfer transfer = transfer(destination, Set.of());
    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.FAIL);
    put("new\r\n");

    PassReport report =
        transfer.with(PassOptions.usual().with(Choice.FAILED_ONLY).withRepairs(ALL)).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(bodies(destination)).containsExactlyInAnyOrder("whole\r\n", "a\u0080b\r\n");
  }

  /** Larger than what is kept in memory, handed over in many slices. */
  @Test
  void repairsALargeMessage() {
    MemoryAccount destination = destination("\0");
    String line = "0123456789 abcdefghij\n";
    put("\0" + line.repeat(60_000));
    source.behaviour().slices(1_000);

    PassReport report = transfer(destination, ALL).copy();

    assertThat(report.total().failed()).isZero();
    assertThat(report.total().bytes()).isEqualTo(inbox.mail().getFirst().octets().remaining());
    assertThat(bodies(destination))
        .containsExactly("\u0080" + "0123456789 abcdefghij\r\n".repeat(60_000));
  }

  @Test
  void callsTooLargeWhatRepairMakesSo() {
    MemoryAccount destination =
        new MemoryAccount(
            '/', "", new Abilities(atomic, true, true, true, true, false, OptionalLong.of(110), 4));
    destination.faults().refuse(candidate -> hasBareLf(candidate), refusal("bare newlines"));
    put("\n".repeat(90));

    PassReport report = transfer(destination, ALL).copy();

    assertThat(exceptions(report))
        .extracting(MessageException::code, MessageException::failed)
        .containsExactly(tuple("MESSAGE_TOO_LARGE", true));
  }

  @Test
  @Tag("X1")
  void provesWhatWasRepairedByItsOctets() {
    MemoryAccount destination = destination("x".repeat(999));
    destination
        .behaviour()
        .storesAs(
            octets -> {
              String text = new String(octets, StandardCharsets.ISO_8859_1);
              return text.replace("tail", "tale").getBytes(StandardCharsets.ISO_8859_1);
            });
    put(LONG + "\r\n");
    put(LONG + " tail\r\n");

    PassReport report = transfer(destination, ALL).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(exceptions(report))
        .extracting(MessageException::uid, MessageException::code, MessageException::failed)
        .containsExactly(tuple(1L, "REPAIRED", false), tuple(2L, "OCTETS_DIFFER", true));
  }

  @Test
  @Tag("X1")
  void provesItAgainByReadingBothSides() {
    MemoryAccount destination = destination("\0", "x".repeat(999));
    put("a\0\r\n");
    put(LONG + "\r\n");
    put("a\r\n");
    Transfer transfer = transfer(destination, ALL);
    transfer.copy();

    PassReport report = transfer.with(PassOptions.usual().with(Choice.DEEP)).run(PassMode.VERIFY);

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(exceptions(report))
        .extracting(MessageException::uid, MessageException::code, MessageException::words)
        .containsExactly(tuple(1L, "REPAIRED", "[NUL]"), tuple(2L, "REPAIRED", "[LONG_LINES]"));
  }

  @Test
  @Tag("D4")
  void leavesAtTheSourceWhatWasRepaired() {
    MemoryAccount destination = destination("x".repeat(999));
    put(LONG + "\r\n");
    put("whole\r\n");
    Transfer transfer = transfer(destination, ALL);

    transfer.with(
        PassOptions.usual()
            .withRepairs(ALL)
            .with(Choice.DEEP)
            .withDeletions(new DeletionRules(Set.of(RemovalReason.COPIED), true, false)));
    PassReport report = transfer.copy();

    assertThat(report.deletions().messages()).isEqualTo(1);
    assertThat(bodies(source)).containsExactly(LONG + "\r\n");
    assertThat(bodies(destination)).hasSize(2);
  }

  @Test
  @Tag("B11")
  void bringsTheCopyAlongWhenTheMessageIsMoved() {
    MemoryAccount destination = destination("x".repeat(999));
    inbox.put(Mail.of("Message-ID: <1@example.com>\r\n\r\n" + LONG + "\r\n", Flags.none(), DATE));
    put("stays\r\n");
    source.folder("Archive").put(Transfer.mail(7));
    Transfer transfer = transfer(destination, ALL);
    transfer.copy();
    inbox.moveTo("Archive", 1);
    long appends = destination.counts().commands(Command.APPEND);

    PassReport report = transfer.copy();

    assertThat(destination.counts().commands(Command.APPEND)).isEqualTo(appends);
    assertThat(destination.folder("Archive").mail()).hasSize(2);
    assertThat(bodies(destination)).containsExactly("stays\r\n");
    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(report.folders())
        .filteredOn(folder -> folder.source().text().equals("Archive"))
        .flatExtracting(folder -> folder.exceptions())
        .extracting(MessageException::code)
        .containsExactly("REPAIRED");
  }

  @Test
  void staysOnRecordWhenUidsBeginAnew() {
    MemoryAccount destination = destination("x".repeat(999));
    inbox.put(Transfer.mail(1));
    inbox.put(Mail.of("Message-ID: <2@example.com>\r\n\r\n" + LONG + "\r\n", Flags.none(), DATE));
    Transfer transfer = transfer(destination, ALL);
    transfer.copy();

    destination.folder("INBOX").renew();
    PassReport there = transfer.copy();
    inbox.renew();
    PassReport here = transfer.copy();

    assertThat(there.total().copied() + here.total().copied()).isZero();
    assertThat(destination.folder("INBOX").mail()).hasSize(2);
    for (PassReport report : List.of(there, here)) {
      assertThat(exceptions(report))
          .extracting(MessageException::code, MessageException::words)
          .containsExactly(tuple("REPAIRED", "[LONG_LINES]"));
    }
  }

  @Test
  @Tag("D5")
  void goesAtTheDestinationWhenItIsGoneAtTheSource() {
    MemoryAccount destination = destination("\0");
    put("a\0b\r\n");
    put("whole\r\n");
    Transfer transfer = transfer(destination, ALL);
    transfer.copy();
    inbox.expunge(1);
    put("another\r\n");

    PassReport report =
        transfer
            .with(
                PassOptions.usual()
                    .withDeletions(
                        new DeletionRules(Set.of(RemovalReason.GONE_AT_SOURCE), true, false)))
            .copy();

    assertThat(report.deletions().messages()).isEqualTo(1);
    assertThat(bodies(destination)).containsExactlyInAnyOrder("whole\r\n", "another\r\n");
  }

  @Test
  void countsWhatWasRepairedAmongTheAltered() {
    MemoryAccount destination = destination("\0");
    destination.behaviour().datesAs(_ -> new InternalDate(5, 0));
    put("a\0b\r\n");

    FolderFigures figures = transfer(destination, ALL).copy().total();

    assertThat(figures.altered()).isEqualTo(1);
    assertThat(figures.addsUp()).isTrue();
  }

  private static boolean hasBareLf(Candidate candidate) {
    return StandardCharsets.ISO_8859_1
        .decode(candidate.octets().duplicate())
        .toString()
        .replace("\r\n", "")
        .contains("\n");
  }

  private static MessageOutcome.Refused refusal(String words) {
    return new MessageOutcome.Refused(Scope.MESSAGE, Retry.NEVER, Problem.MESSAGE_REFUSED, words);
  }
}
