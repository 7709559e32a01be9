package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/** What passes after the first one do: flags, folders met with mail in them, folders born again. */
class DeltaTest {
  private static final Flag WORK = Flag.of("$Work");

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  @Test
  @Tag("B11")
  void carriesFlagsOverThatChangedAtTheSource() {
    fill(1, 5, Flag.FLAGGED);
    transfer.copy();
    source.folder("INBOX").setFlags(2, Flags.of(Flag.SEEN, WORK));

    PassReport report = transfer.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.SEEN, WORK));
    assertThat(report.total().flagsCarried()).isEqualTo(1);
  }

  @Test
  @Tag("B11")
  void carriesFlagsOverFromAServerThatTellsNoChanges() {
    var old = MemoryAccount.poor();
    old.folder("INBOX").put(Transfer.mail(1));
    old.folder("INBOX").put(Transfer.mail(2));
    var poor = Transfer.between(old, destination);
    poor.copy();
    old.folder("INBOX").setFlags(2, Flags.of(Flag.SEEN));

    poor.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.SEEN));
    assertThat(flagsThere(1)).isEqualTo(Flags.none());
  }

  @Test
  @Tag("I4")
  void keepsTheOwnersFlagsAtTheDestination() {
    fill(1, 3, Flag.FLAGGED);
    transfer.copy();
    destination.folder("INBOX").setFlags(1, Flags.of(Flag.FLAGGED, Flag.SEEN, WORK));
    source.folder("INBOX").setFlags(1, Flags.of(Flag.ANSWERED));

    transfer.copy();

    assertThat(flagsThere(1)).isEqualTo(Flags.of(Flag.ANSWERED, Flag.SEEN, WORK));
  }

  @Test
  @Tag("B11")
  void carriesAFlagOverAlthoughTheOwnerWasQuickerWithAnother() {
    fill(1, 2, Flag.FLAGGED);
    transfer.copy();
    source.folder("INBOX").setFlags(2, Flags.of(Flag.FLAGGED, Flag.ANSWERED));
    destination
        .faults()
        .next(
            Command.STORE,
            new Fault.Meanwhile(
                () -> destination.folder("INBOX").setFlags(2, Flags.of(Flag.FLAGGED, WORK))));

    transfer.copy();

    assertThat(flagsThere(2)).isEqualTo(Flags.of(Flag.FLAGGED, Flag.ANSWERED, WORK));
  }

  @Test
  void givesAdoptedMailTheSourcesFlagsIfAsked() {
    fill(1, 1, Flag.SEEN);
    destination.folder("INBOX").put(Transfer.mail(1, WORK));
    destination.folder("INBOX").put(Transfer.mail(2));

    transfer.with(PassOptions.usual().with(Choice.ADOPT_FLAGS)).copy();

    assertThat(flagsThere(1)).isEqualTo(Flags.of(Flag.SEEN, WORK));
  }

  @Test
  @Tag("I4")
  void letsTheDestinationWinWhereBothChangedTheSameFlag() {
    fill(1, 1, Flag.FLAGGED);
    transfer.copy();
    destination.folder("INBOX").setFlags(1, Flags.none());
    source.folder("INBOX").setFlags(1, Flags.none());
    transfer.copy();
    source.folder("INBOX").setFlags(1, Flags.of(Flag.FLAGGED));
    destination.folder("INBOX").setFlags(1, Flags.of(WORK));

    transfer.copy();

    assertThat(flagsThere(1)).isEqualTo(Flags.of(Flag.FLAGGED, WORK));
  }

  @Test
  @Tag("I4")
  void leavesMailAloneThatWasThereBefore() {
    fill(1, 3);
    destination.folder("INBOX").put(Transfer.mail(2, Flag.SEEN));
    destination.folder("INBOX").put(Transfer.mail(500));

    PassReport report = transfer.copy();

    assertThat(report.total().adopted()).isEqualTo(1);
    assertThat(report.total().copied()).isEqualTo(2);
    assertThat(destination.folder("INBOX").mail()).hasSize(4);
    assertThat(flagsThere(1)).isEqualTo(Flags.of(Flag.SEEN));
  }

  @Test
  @Tag("I2")
  void comparesTwinsAsAMultisetAtFirstContact() {
    for (int i = 0; i < 3; i++) {
      source.folder("INBOX").put(twin());
    }
    destination.folder("INBOX").put(twin());

    PassReport report = transfer.copy();

    assertThat(report.total().adopted()).isEqualTo(1);
    assertThat(report.total().copied()).isEqualTo(2);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I1")
  void copiesAMessageThatOnlySharesItsMessageId() {
    source.folder("INBOX").put(namesake("one"));
    source.folder("INBOX").put(namesake("two"));
    destination.folder("INBOX").put(namesake("two"));

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(destination.folder("INBOX").mail())
        .containsExactlyInAnyOrder(namesake("one"), namesake("two"));
  }

  @Test
  @Tag("B11")
  void goesOnWhenTheSourcesUidsBeginAnew() {
    fill(1, 20);
    source.folder("INBOX").put(twin());
    source.folder("INBOX").put(twin());
    transfer.copy();
    source.folder("INBOX").renew();
    source.folder("INBOX").put(Transfer.mail(99));

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(destination.mail()).isEqualTo(source.mail());
    assertThat(transfer.copy().total().copied()).isZero();
  }

  @Test
  @Tag("B11")
  void goesOnWhenTheDestinationsUidsBeginAnew() {
    fill(1, 20);
    transfer.copy();
    destination.folder("INBOX").expunge(5);
    destination.folder("INBOX").renew();

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isZero();
    assertThat(report.total().goneThere()).isEqualTo(1);
    assertThat(destination.folder("INBOX").mail()).hasSize(19);
  }

  @Test
  @Tag("I4")
  void asksWhenTheDestinationWasMadeAnew() {
    fill(1, 20);
    transfer.copy();
    destination.folder("INBOX").delete();

    PassReport refused = transfer.copy();
    PassReport copied = transfer.with(PassOptions.usual().with(Choice.COPY_MISSING_AGAIN)).copy();

    assertThat(refused.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(refused.folders().getFirst().failure().orElseThrow().problem().name())
        .isEqualTo("LOOKS_RECREATED");
    assertThat(copied.total().copied()).isEqualTo(20);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I1")
  void copiesNewMailOfASourceThatWasRestoredAndGivesItsUidsAgain() {
    fill(1, 20);
    transfer.copy();
    source.folder("INBOX").goBack(15);
    fill(21, 24);

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(4);
    assertThat(report.total().found()).isEqualTo(18);
    assertThat(destination.folder("INBOX").mail()).hasSize(24);
    assertThat(transfer.copy().total().copied()).isZero();
  }

  @Test
  @Tag("I1")
  void asksWhenTheDestinationWasRestoredFromABackup() {
    fill(1, 20);
    transfer.copy();
    destination.folder("INBOX").goBack(18);
    destination.folder("INBOX").put(Transfer.mail(99));

    PassReport planned = transfer.run(PassMode.PLAN);
    PassReport refused = transfer.copy();
    PassReport copied = transfer.with(PassOptions.usual().with(Choice.COPY_MISSING_AGAIN)).copy();

    for (PassReport report : List.of(planned, refused)) {
      assertThat(report.folders().getFirst().failure().orElseThrow().problem())
          .isEqualTo(Problem.LOOKS_RECREATED);
    }
    assertThat(copied.verdict()).isEqualTo(Verdict.PASS);
    assertThat(copied.total().copied()).isEqualTo(3);
    assertThat(destination.folder("INBOX").mail())
        .hasSize(21)
        .containsAll(source.folder("INBOX").mail());
    assertThat(transfer.with(PassOptions.usual()).copy().total().alreadyThere()).isEqualTo(20);
  }

  @Test
  @Tag("I3")
  void survivesASourceFolderThatIsEmptiedWhileItIsRead() {
    fill(1, 40);
    source
        .faults()
        .at(
            Command.BODIES,
            2,
            new Fault.Meanwhile(
                () -> source.folder("INBOX").uids().forEach(source.folder("INBOX")::expunge)));

    PassReport report = transfer.batchesOf(5).copy();

    assertThat(report.total().addsUp()).isTrue();
    assertThat(report.total().copied()).isEqualTo(20);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThatCode(transfer::copy).doesNotThrowAnyException();
  }

  private void fill(int first, int last, Flag... flags) {
    for (int number = first; number <= last; number++) {
      source.folder("INBOX").put(Transfer.mail(number, flags));
    }
  }

  private static Mail twin() {
    return Mail.of("Subject: twin\r\n\r\nsame\r\n", Flags.none(), new InternalDate(77, 0));
  }

  private static Mail namesake(String body) {
    return Mail.of(
        "Message-ID: <same@example.com>\r\nSubject: s\r\n\r\n" + body + "\r\n",
        Flags.none(),
        new InternalDate(78, 0));
  }

  private Flags flagsThere(long uid) {
    return destination.folder("INBOX").messages().stream()
        .filter(message -> message.uid().value() == uid)
        .findFirst()
        .orElseThrow()
        .mail()
        .flags();
  }
}
