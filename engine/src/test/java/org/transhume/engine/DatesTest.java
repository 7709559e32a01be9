package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.dates.DateRepair;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidSet;

/** INTERNALDATEs that are odd, missing, refused or plainly wrong. The clock says 23 Nov 2026. */
@Tag("I5")
class DatesTest {
  private static final InternalDate IMPORTED = InternalDate.parse("20-Nov-2026 23:59:00 +0100");

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private DatesTest repairing(DateRepair repair) {
    transfer.with(PassOptions.usual().withDates(repair));
    return this;
  }

  private void put(InternalDate date, String header, Flag... flags) {
    int number = source.folder("INBOX").mail().size() + 1;
    source
        .folder("INBOX")
        .put(
            Mail.of(
                header
                    + "Message-ID: <%d@example.com>\r\nSubject: Number %d\r\n\r\nBody %d\r\n"
                        .formatted(number, number, number),
                Flags.of(flags),
                date));
  }

  private static String sent(String date) {
    return "Date: " + date + "\r\n";
  }

  private List<InternalDate> there() {
    return destination.folder("INBOX").mail().stream().map(Mail::internalDate).toList();
  }

  private static List<MessageException> exceptions(PassReport report) {
    return report.folders().getFirst().exceptions();
  }

  private PassReport copyAsPlanned() {
    PassReport report = transfer.planAndCopy();
    assertThat(transfer.run(PassMode.VERIFY).folders().getFirst().exceptions())
        .isEqualTo(exceptions(report));
    assertThat(transfer.copy().datesRepaired()).isEqualTo(report.datesRepaired());
    return report;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31-Dec-1899 23:59:59 +0000",
        " 1-Jan-0001 00:00:00 +0000",
        " 1-Jan-1970 00:00:00 +0000",
        " 1-Jan-1980 00:00:00 -1200",
        "29-Feb-2024 12:00:00 +0545",
        "17-Jul-1996 02:44:25 -0030",
        "17-Jul-1996 02:44:25 +1400",
        "17-Jul-1996 02:44:25 +9959",
        "19-Jan-2038 03:14:08 +0000",
        "23-Nov-2126 10:00:00 +0100",
        "31-Dec-9999 23:59:59 -0800"
      })
  void carriesEveryDateThatCanBeWritten(String date) {
    put(InternalDate.parse(date), sent("Mon, 23 Nov 2020 10:00:00 +0100"));

    PassReport report = copyAsPlanned();

    assertThat(there()).containsExactly(InternalDate.parse(date));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void namesAMessageWithoutDateThatCanBeRead() {
    source.behaviour().hidesDate(_ -> true);
    put(IMPORTED, sent("Mon, 23 Nov 2020 10:00:00 +0100"));

    PassReport report = copyAsPlanned();

    assertThat(exceptions(report))
        .extracting(MessageException::code)
        .containsExactly(Verdicts.NO_DATE);
    assertThat(report.total().copied()).isEqualTo(1);
  }

  @Test
  void namesADateThatTheDestinationIgnored() {
    destination.behaviour().datesAs(_ -> InternalDate.parse("23-Nov-2026 11:00:00 +0100"));
    put(InternalDate.parse("17-Jul-1996 02:44:25 -0700"), "");

    PassReport report = copyAsPlanned();

    assertThat(exceptions(report))
        .extracting(MessageException::code, MessageException::words)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Verdicts.DATE_DIFFERS, "17-Jul-1996 02:44:25 -0700 → 23-Nov-2026 11:00:00 +0100"));
  }

  @Test
  @Tag("I1")
  void copiesWithoutItADateThatTheDestinationRefuses() {
    destination.behaviour().refusesDate(date -> date.epochSecond() < 0);
    put(InternalDate.parse("31-Dec-1899 23:59:59 +0000"), "", Flag.of("$Work"));
    put(IMPORTED, "");

    PassReport report = copyAsPlanned();

    assertThat(report.total().copied()).isEqualTo(2);
    assertThat(exceptions(report))
        .extracting(MessageException::uid, MessageException::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, Verdicts.DATE_DIFFERS));
    assertThat(destination.folder("INBOX").mail())
        .extracting(Mail::flags)
        .contains(Flags.of(Flag.of("$Work")));
  }

  @Test
  void repairsNothingUnlessAsked() {
    for (int i = 0; i < 20; i++) {
      put(IMPORTED, sent("Mon, 23 Nov 2020 10:00:%02d +0100".formatted(i)));
    }

    PassReport report = copyAsPlanned();

    assertThat(there()).containsOnly(IMPORTED);
    assertThat(report.datesRepaired()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "31-Dec-1899 23:59:59 +0000",
    "01-Jan-1970 00:00:00 +0000",
    "25-Nov-2026 10:00:00 +0100",
    "23-Nov-2126 10:00:00 +0100"
  })
  void repairsADateThatCannotBe(String date) {
    repairing(DateRepair.FROM_SENT);
    put(InternalDate.parse(date), sent("Mon, 23 Nov 2020 10:00:00 +0130"));

    PassReport report = copyAsPlanned();

    assertThat(there()).containsExactly(InternalDate.parse("23-Nov-2020 10:00:00 +0130"));
    assertThat(report.folders().getFirst().compromises().datesRepaired()).isEqualTo(UidSet.of(1));
    assertThat(exceptions(report)).isEmpty();
  }

  @Test
  void repairsADateThatIsNotThere() {
    repairing(DateRepair.FROM_RECEIVED);
    source.behaviour().hidesDate(_ -> true);
    put(IMPORTED, sent("Mon, 23 Nov 2020 10:00:00 +0100"));

    PassReport report = copyAsPlanned();

    assertThat(there()).containsExactly(InternalDate.parse("23-Nov-2020 10:00:00 +0100"));
    assertThat(exceptions(report)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Date: yesterday\r\n",
        "Date: Fri, 31 Dec 1899 23:59:59 +0000\r\n",
        "Date: Sat, 23 Nov 2126 10:00:00 +0100\r\n"
      })
  void keepsAWrongDateWhereTheHeaderKnowsNoBetter(String header) {
    repairing(DateRepair.FROM_RECEIVED);
    put(InternalDate.parse("31-Dec-1899 23:59:59 +0000"), header);

    PassReport report = copyAsPlanned();

    assertThat(there()).containsExactly(InternalDate.parse("31-Dec-1899 23:59:59 +0000"));
    assertThat(report.datesRepaired()).isZero();
  }

  @Test
  void takesTheTopmostReceivedFieldOrElseTheDate() {
    repairing(DateRepair.FROM_RECEIVED);
    var wrong = InternalDate.parse(" 1-Jan-1970 00:00:00 +0000");
    String trace =
        "Received: from a by b; Tue, 24 Nov 2020 09:00:00 +0000 (GMT)\r\n"
            + "Received: from c by a;\r\n\tTue, 24 Nov 2020 08:00:00 +0000\r\n";
    put(wrong, trace + sent("Mon, 23 Nov 2020 10:00:00 +0100"));
    put(wrong, "Received: from a by b\r\n" + sent("Mon, 23 Nov 2020 10:00:00 +0100"));

    copyAsPlanned();

    assertThat(there())
        .containsExactly(
            InternalDate.parse("24-Nov-2020 09:00:00 +0000"),
            InternalDate.parse("23-Nov-2020 10:00:00 +0100"));
  }

  @Test
  void repairsTheDatesOfADayOnWhichAFolderWasFilled() {
    repairing(DateRepair.FROM_RECEIVED);
    for (int i = 0; i < 12; i++) {
      put(
          new InternalDate(IMPORTED.epochSecond() + i * 60, 60), // goes on past midnight
          sent("Mon, 23 Nov 2020 10:00:%02d +0100".formatted(i)));
    }
    put(IMPORTED, sent("Fri, 20 Nov 2026 12:00:00 +0100")); // came on that very day
    put(InternalDate.parse("17-Jul-1996 02:44:25 -0700"), sent("Mon, 15 Jul 1996 02:44:25 -0700"));

    PassReport report = copyAsPlanned();

    assertThat(there().subList(0, 2))
        .containsExactly(
            InternalDate.parse("23-Nov-2020 10:00:00 +0100"),
            InternalDate.parse("23-Nov-2020 10:00:01 +0100"));
    assertThat(there().subList(12, 14))
        .containsExactly(IMPORTED, InternalDate.parse("17-Jul-1996 02:44:25 -0700"));
    assertThat(report.datesRepaired()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({"9,0", "12,12"})
  void takesNoDayForCrowdedThatHoldsFewMessagesOrTheSmallerPart(int messages, int others) {
    repairing(DateRepair.FROM_RECEIVED);
    for (int i = 0; i < messages; i++) {
      put(IMPORTED, sent("Mon, 23 Nov 2020 10:00:%02d +0100".formatted(i)));
    }
    for (int i = 0; i < others; i++) {
      put(new InternalDate(IMPORTED.epochSecond() - (i + 2) * 864_000L, 0), "");
    }

    assertThat(copyAsPlanned().datesRepaired()).isZero();
  }

  @Test
  void takesTheDateOfTheHeaderForEveryMessageIfAsked() {
    repairing(DateRepair.ALL_FROM_SENT);
    put(IMPORTED, sent("Fri, 20 Nov 2026 12:00:00 +0100"));
    put(IMPORTED, "");

    PassReport report = copyAsPlanned();

    assertThat(there()).containsExactly(InternalDate.parse("20-Nov-2026 12:00:00 +0100"), IMPORTED);
    assertThat(report.datesRepaired()).isEqualTo(1);
  }

  @Test
  void judgesMailThatArrivesLaterByItself() {
    repairing(DateRepair.FROM_SENT);
    put(IMPORTED, sent("Mon, 23 Nov 2020 10:00:00 +0100"));
    transfer.copy();
    put(InternalDate.parse(" 1-Jan-1970 00:00:00 +0000"), sent("Mon, 23 Nov 2020 11:00:00 +0100"));
    transfer.advance(Duration.ofDays(1));

    PassReport report = copyAsPlanned();

    assertThat(there()).containsExactly(IMPORTED, InternalDate.parse("23-Nov-2020 11:00:00 +0100"));
    assertThat(report.datesRepaired()).isEqualTo(1);
  }
}
