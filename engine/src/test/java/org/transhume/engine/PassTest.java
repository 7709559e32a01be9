package org.transhume.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

class PassTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  @Test
  @Tag("B1")
  @Tag("I1")
  @Tag("I5")
  void copiesEveryMessageOfEveryFolder() {
    fill("INBOX", 1, 40);
    fill("Work/2026", 41, 60);
    source.folder("INBOX").put(Transfer.mail(1000, Flag.SEEN, Flag.of("$Forwarded")));

    PassReport report = transfer.batchesOf(7).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.total().copied()).isEqualTo(61);
    assertThat(report.total().addsUp()).isTrue();
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I5")
  void namesTheFlagsThatTheDestinationDoesNotKeep() {
    destination.behaviour().keeps(Flag::isSystem);
    source.folder("INBOX").put(Transfer.mail(1, Flag.SEEN, Flag.of("$Forwarded"), Flag.DELETED));
    source.folder("INBOX").put(Transfer.mail(2, Flag.FLAGGED));

    PassReport report = transfer.planAndCopy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    MessageException exception = theOneException(report);
    assertThat(exception.code()).isEqualTo(Verdicts.FLAGS_DIFFER);
    assertThat(exception.words()).isEqualTo("$Forwarded");
    assertThat(exception.failed()).isFalse();
    assertThat(report.total().altered()).isEqualTo(1);
  }

  @Test
  @Tag("X3")
  @Tag("I7")
  void leavesUnchangedFoldersUnopened() {
    fill("INBOX", 1, 40);
    fill("Work", 41, 60);
    transfer.copy();
    long before = source.counts().commands() + destination.counts().commands();

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.total())
        .isEqualTo(new FolderFigures(60, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(source.counts().commands() + destination.counts().commands() - before).isEqualTo(2);
  }

  @Test
  @Tag("X3")
  void leavesUnchangedFoldersUnopenedWhenOtherFoldersAreTaken() {
    fill("INBOX", 1, 40);
    fill("Work", 41, 60);
    fill("Old", 61, 70);
    transfer.copy();
    long before = source.counts().commands() + destination.counts().commands();
    var withoutOld =
        new SelectionRules(
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(new NamePattern.Glob("Old")),
            Set.of());

    PassReport narrower =
        transfer.with(PassOptions.usual().withFolders(withoutOld, FolderMapRules.usual())).copy();
    PassReport wide = transfer.with(PassOptions.usual()).copy();

    assertThat(narrower.total().found()).isEqualTo(60);
    assertThat(wide.total().found()).isEqualTo(70);
    assertThat(source.counts().commands() + destination.counts().commands() - before).isEqualTo(4);
  }

  @Test
  @Tag("B11")
  void copiesOnlyWhatArrivedSince() {
    fill("INBOX", 1, 40);
    transfer.copy();
    source.folder("INBOX").put(Transfer.mail(99));

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(report.total().alreadyThere()).isEqualTo(40);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I7")
  void costsNoMoreCommandsForMoreMessages() {
    long few = commandsOfDelta(20);
    long many = commandsOfDelta(2_000);

    assertThat(many).isEqualTo(few);
  }

  private static long commandsOfDelta(int messages) {
    var source = MemoryAccount.able();
    var destination = MemoryAccount.able();
    for (int i = 0; i < messages; i++) {
      source.folder("INBOX").put(Transfer.mail(i));
    }
    var transfer = Transfer.between(source, destination);
    transfer.copy();
    source.folder("INBOX").put(Transfer.mail(messages));
    source.folder("INBOX").setFlags(3, Flags.of(Flag.SEEN));
    long before = source.counts().commands() + destination.counts().commands();

    transfer.copy();

    assertThat(destination.mail()).isEqualTo(source.mail());
    return source.counts().commands() + destination.counts().commands() - before;
  }

  @Test
  @Tag("I4")
  void leavesGoneWhatTheOwnerRemovedThere() {
    fill("INBOX", 1, 10);
    transfer.copy();
    destination.folder("INBOX").expunge(3, 4);

    PassReport report = transfer.copy();

    assertThat(report.total().goneThere()).isEqualTo(2);
    assertThat(report.total().copied()).isZero();
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("INBOX").mail()).hasSize(8);
  }

  @Test
  @Tag("B11")
  void keepsAtTheDestinationWhatIsGoneAtTheSource() {
    fill("INBOX", 1, 10);
    transfer.copy();
    source.folder("INBOX").expunge(1, 2);

    PassReport report = transfer.copy();

    assertThat(report.total().goneHere()).isEqualTo(2);
    assertThat(report.total().found()).isEqualTo(8);
    assertThat(report.total().addsUp()).isTrue();
    assertThat(destination.folder("INBOX").mail()).hasSize(10);
  }

  @Test
  @Tag("I5")
  void neverSendsDeletedAndCountsIt() {
    source.folder("INBOX").put(Transfer.mail(1, Flag.DELETED, Flag.SEEN));

    PassReport report = transfer.planAndCopy();

    assertThat(destination.folder("INBOX").mail().getFirst().flags())
        .isEqualTo(Flags.of(Flag.SEEN));
    assertThat(report.total().markedDeleted()).isEqualTo(1);
  }

  @Test
  @Tag("X1")
  void namesWhatTheDestinationAltered() {
    destinationStores(text -> text.replace('\0', '\u0080'));
    source.folder("INBOX").put(Transfer.mail(1));
    putText("Subject: nul\r\n\r\na\0b\r\n");

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    MessageException exception = theOneException(report);
    assertThat(exception.code()).isEqualTo("NORMALISED");
    assertThat(exception.words()).isEqualTo("[NUL]");
    assertThat(exception.label().orElseThrow().subject()).isEqualTo("nul");
  }

  /** Dovecot takes the CR off before CR LF, and keeps the others. */
  @Test
  @Tag("I5")
  void namesWhatTheDestinationAlteredInPart() {
    destinationStores(text -> text.replace("\r\r\n", "\r\n"));
    putText("Subject: s\r\n\r\na\rb\r\r\nc\r\n");

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    MessageException exception = theOneException(report);
    assertThat(exception.code()).isEqualTo("NORMALISED");
    assertThat(exception.words()).isEqualTo("[BARE_CR]");
  }

  @Test
  @Tag("X1")
  void readsBackWhatTheDestinationListsWithAnotherSize() {
    destinationStores(text -> text.length() < 5000 ? text : text.substring(0, 4000) + "\r\n");
    fill("INBOX", 1, 30);
    String cut = "Subject: cut\r\n\r\n" + "line\r\n".repeat(1000);
    putText(cut);

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    MessageException exception = theOneException(report);
    assertThat(exception.code()).isEqualTo("OCTETS_DIFFER");
    assertThat(exception.label().orElseThrow().subject()).isEqualTo("cut");
  }

  @Test
  void believesNoSizesOfADestinationThatListsOthersThroughout() {
    destination.behaviour().liesAboutSizes(100);
    fill("INBOX", 1, 30);

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.counts().octetsRead()).isZero();
  }

  @Test
  @Tag("I5")
  void namesEightBitsInAHeaderThatTheDestinationMakesSevenOf() {
    destinationStores(text -> text.replace('\u00e9', 'X'));
    putText("Subject: \u00e9\r\n\r\nb\r\n");

    PassReport report = transfer.copy();

    assertThat(theOneException(report).code()).isEqualTo("OCTETS_DIFFER");
  }

  @Test
  @Tag("I1")
  void recordsTheOneMessageAtFaultAndCopiesTheRest() {
    fill("INBOX", 1, 30);
    putText("Subject: bad\r\n\r\nvirus\r\n");
    fill("INBOX", 31, 50);
    destination.faults().refuseMessagesWith("virus");

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(50);
    assertThat(report.total().failed()).isEqualTo(1);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(theOneException(report).words()).isEqualTo("Message contains virus");
  }

  @Test
  @Tag("I1")
  void triesAgainWhatFailedBefore() {
    fill("INBOX", 1, 5);
    destination.faults().refuseMessagesWith("Body of 3");
    transfer.copy();
    destination.faults().clear();

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("INBOX").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("INBOX").mail());
  }

  @Test
  @Tag("I1")
  void stopsWhenTheDestinationIsFullAndGoesOnWhenItIsNot() {
    fill("INBOX", 1, 50);
    destination.behaviour().quota(3_000);

    PassReport full = transfer.batchesOf(5).copy();
    destination.behaviour().quota(1_000_000);
    PassReport rest = transfer.copy();

    assertThat(full.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(full.failure().orElseThrow().problem().name()).isEqualTo("QUOTA_FULL");
    assertThat(rest.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I1")
  void asksOnceMoreForWhatTheSourceDidNotGive() {
    fill("INBOX", 1, 20);
    source.faults().withhold("INBOX", UidSet.of(4, 5), 1);

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("INBOX").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("INBOX").mail());
  }

  @Test
  @Tag("X2")
  void countsTheOctetsOfWhatWasFoundAfterItsAnswerWasLost() {
    fill("INBOX", 1, 20);
    destination.faults().next(Command.APPEND, new Fault.LoseAnswer(new Landing.AtOnce()));

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(20);
    assertThat(report.total().bytes())
        .isEqualTo(
            source.folder("INBOX").mail().stream().mapToLong(m -> m.octets().remaining()).sum());
  }

  @Test
  @Tag("B11")
  void goesOnWhereAFolderVanishesWhileItIsRead() {
    fill("INBOX", 1, 20);
    fill("Work", 21, 40);
    source
        .faults()
        .at(Command.BODIES, 2, new Fault.Meanwhile(() -> source.folder("Work").delete()));

    PassReport report = transfer.copy();

    assertThat(report.failure()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.folders().getFirst().isWhole()).isTrue();
    assertThat(report.folders().getLast().failure().map(EndpointException::problem))
        .contains(Problem.FOLDER_MISSING);
    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("INBOX").mail()).isEqualTo(source.folder("INBOX").mail());
  }

  @Test
  @Tag("B11")
  void takesNoNoticeOfMailThatIsRemovedWhileItIsRead() {
    fill("INBOX", 1, 20);
    source
        .faults()
        .at(
            Command.BODIES,
            1,
            new Fault.Meanwhile(
                () -> {
                  long[] all = source.folder("INBOX").uids().stream().toArray();
                  source.folder("INBOX").expunge(all);
                }));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASS);
    assertThat(report.total().failed()).isZero();
    assertThat(report.total().found()).isEqualTo(report.total().copied());
    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  @Tag("I1")
  void namesWhatTheSourceNeverGives() {
    fill("INBOX", 1, 20);
    source.faults().withhold("INBOX", UidSet.of(4), 10);

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isEqualTo(19);
    assertThat(report.total().failed()).isEqualTo(1);
    assertThat(report.folders().getFirst().exceptions().getFirst().code())
        .isEqualTo("MESSAGE_NOT_READABLE");
  }

  @Test
  @Tag("B5")
  void refusesAMailboxAsItsOwnDestination() {
    fill("INBOX", 1, 3);
    fill("Work", 4, 5);

    var own = Transfer.between(source, source);

    assertThatThrownBy(own::copy).hasMessageContaining("SAME_MAILBOX");
  }

  @Test
  @Tag("B5")
  void refusesAReplicaUntilAPersonSaysThatThereAreTwo() {
    fill("INBOX", 1, 3);
    for (int number = 1; number <= 3; number++) {
      destination.folder("INBOX").put(Transfer.mail(number));
    }

    assertThatThrownBy(transfer::copy).hasMessageContaining("SAME_MAILBOX");
    PassReport report = transfer.with(PassOptions.usual().with(Choice.TWO_MAILBOXES)).copy();

    assertThat(report.total().adopted()).isEqualTo(3);
    assertThat(destination.folder("INBOX").messages()).hasSize(3);
    assertThat(transfer.with(PassOptions.usual()).copy().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  @Tag("B5")
  void tellsMailboxesOfTheSameSecondApartByTheirMail() {
    fill("INBOX", 1, 3);
    for (int number = 11; number <= 13; number++) {
      destination.folder("INBOX").put(Transfer.mail(number));
    }
    assertThat(destination.folder("INBOX").uidValidity())
        .isEqualTo(source.folder("INBOX").uidValidity());

    assertThat(transfer.copy().total().copied()).isEqualTo(3);
  }

  @Test
  void plansWithoutWritingAnything() {
    fill("INBOX", 1, 30);
    fill("Work", 31, 40);

    PassReport report = transfer.run(PassMode.PLAN);

    assertThat(report.total().copied()).isEqualTo(40);
    assertThat(destination.counts().commands(Command.CREATE)).isZero();
    assertThat(destination.counts().octetsWritten()).isZero();
    assertThat(transfer.file.writes()).isZero();
  }

  @Test
  @Tag("X1")
  void provesEverythingAgainByItsOctets() {
    fill("INBOX", 1, 30);
    transfer.copy();
    source.folder("INBOX").put(Transfer.mail(31));

    PassReport report = transfer.with(PassOptions.usual().with(Choice.DEEP)).run(PassMode.VERIFY);

    assertThat(report.total().alreadyThere()).isEqualTo(30);
    assertThat(report.total().failed()).isEqualTo(1);
    assertThat(report.folders().getFirst().exceptions().getFirst().code()).isEqualTo("NOT_COPIED");
  }

  @Test
  @Tag("I1")
  void copiesAgainWhatWasNeverProvedAndIsNotThere() {
    fill("INBOX", 1, 4);
    // Stored and on record, but the pass dies before it has looked.
    destination
        .faults()
        .next(
            Command.LIST,
            new Fault.Refuse(
                Problem.SERVER_ERROR,
                new EndpointException.Fault(Scope.SERVER, Retry.NEVER),
                "down"));
    transfer.copy();
    destination.folder("INBOX").expunge(2, 3);

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("INBOX").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("INBOX").mail());
  }

  private void fill(String folder, int first, int last) {
    for (int number = first; number <= last; number++) {
      source.folder(folder).put(Transfer.mail(number));
    }
  }

  private void putText(String text) {
    source.folder("INBOX").put(Mail.of(text, Flags.none(), new InternalDate(1, 0)));
  }

  /** A character for each octet. */
  private void destinationStores(UnaryOperator<String> change) {
    destination
        .behaviour()
        .storesAs(octets -> change.apply(new String(octets, ISO_8859_1)).getBytes(ISO_8859_1));
  }

  /** The first folder's. */
  private static MessageException theOneException(PassReport report) {
    List<MessageException> exceptions = report.folders().getFirst().exceptions();
    assertThat(exceptions).hasSize(1);
    return exceptions.getFirst();
  }
}
