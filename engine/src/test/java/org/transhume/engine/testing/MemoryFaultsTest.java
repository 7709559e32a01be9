package org.transhume.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.engine.testing.Endpoints.add;
import static org.transhume.engine.testing.Endpoints.append;
import static org.transhume.engine.testing.Endpoints.bodies;
import static org.transhume.engine.testing.Endpoints.collectInto;
import static org.transhume.engine.testing.Endpoints.list;
import static org.transhume.engine.testing.Endpoints.mail;
import static org.transhume.engine.testing.Endpoints.mailOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.MessageOutcome.Refused;
import org.transhume.engine.endpoint.MessageOutcome.Stored;
import org.transhume.engine.endpoint.MessageOutcome.Unknown;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

@Timeout(60)
class MemoryFaultsTest {
  private static final MailboxName INBOX = MailboxName.inbox('/');

  private final MemoryAccount account = MemoryAccount.able();
  private final MemoryFolder inbox = account.folder("INBOX");

  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"FOLDERS", "OPEN", "UIDS", "LIST", "CHANGED_SINCE", "BODIES", "STORE", "CREATE"})
  void cutsTheConnectionAtACommandOnce(Command command) {
    inbox.put(mail(1));
    account.faults().next(command, new Fault.Cut());

    assertThatIsLost(() -> run(command));
    run(command);
  }

  @Test
  void cutsTheConnectionAtTheCommandOfANumber() {
    inbox.put(mail(1));
    account.faults().atCommand(3, new Fault.Cut());
    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      folder.uids().await();

      assertThatIsLost(() -> folder.uids().await());
      assertThatIsLost(() -> folder.uids().await());
      assertThat(account.counts().commands()).isEqualTo(3);
    }
  }

  @Test
  void refusesACommandAndLivesOn() {
    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      account.faults().next(Command.UIDS, Fault.Refuse.throttled());

      assertThatThrownBy(() -> folder.uids().await())
          .isInstanceOfSatisfying(
              EndpointException.class, e -> assertThat(e.problem()).isEqualTo(Problem.THROTTLED));
      assertThat(folder.uids().await()).isEqualTo(UidSet.empty());
    }
  }

  @Test
  void createsAFolderWhoseAnswerIsLost() {
    account.faults().next(Command.CREATE, new Fault.LoseAnswer(new Landing.AtOnce()));

    assertThatIsLost(() -> run(Command.CREATE));
    try (var destination = account.destination()) {
      assertThat(destination.create(new MailboxName("Work", '/'), Optional.empty()).await())
          .isFalse();
    }
  }

  @Test
  void losesTheAnswerOfABatchThatIsStored() {
    account.faults().next(Command.APPEND, new Fault.LoseAnswer(new Landing.AtOnce()));

    assertThat(appendOnce(account, mail(1), mail(2)))
        .allMatch(Unknown.class::isInstance)
        .hasSize(2);
    assertThat(inbox.mail()).containsExactly(mail(1), mail(2));
    assertThat(appendOnce(account, mail(3))).allMatch(Stored.class::isInstance);
  }

  @Test
  void losesTheAnswerOfABatchThatIsLostToo() {
    account.faults().next(Command.APPEND, new Fault.LoseAnswer(new Landing.Never()));

    assertThat(appendOnce(account, mail(1))).allMatch(Unknown.class::isInstance);
    account.land();
    assertThat(inbox.mail()).isEmpty();
  }

  @Test
  void landsABatchAfterSomeLooks() {
    account.faults().next(Command.APPEND, new Fault.LoseAnswer(new Landing.AfterLooks(2)));
    appendOnce(account, mail(1));

    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.empty());
      assertThat(list(folder, UidSet.range(1, 1000), Set.of(Item.IDENTITY))).isEmpty();
      assertThat(list(folder, UidSet.range(1, 1000), Set.of(Item.IDENTITY))).hasSize(1);
      assertThat(folder.uids().await()).isEqualTo(UidSet.of(1));
    }
  }

  @Test
  void landsABatchBehindWhatCameMeanwhile() {
    account.faults().next(Command.APPEND, new Fault.LoseAnswer(new Landing.WhenTold()));
    appendOnce(account, mail(1));
    appendOnce(account, mail(2));
    assertThat(inbox.mail()).containsExactly(mail(2));

    account.land();
    account.land();

    assertThat(inbox.mail()).containsExactly(mail(2), mail(1));
    assertThat(inbox.uids()).isEqualTo(UidSet.of(1, 2));
  }

  @Test
  void landsOnlyTheFirstOfABatchThatWasNotSoAtomic() {
    account
        .faults()
        .next(Command.APPEND, new Fault.LoseAnswer(new Landing.OnlyFirst(1, new Landing.AtOnce())));

    assertThat(appendOnce(account, mail(1), mail(2))).hasSize(2);
    assertThat(inbox.mail()).containsExactly(mail(1));
  }

  @Test
  void answersTheMessagesBeforeTheLostOneWhereEachIsStoredAlone() {
    MemoryAccount poor = singleAppends();
    var allSent = new CountDownLatch(1);
    poor.faults().at(Command.APPEND, 1, new Fault.Meanwhile(() -> await(allSent)));
    poor.faults().at(Command.APPEND, 2, new Fault.LoseAnswer(new Landing.Never()));

    try (var destination = poor.destination();
        DestinationFolder folder = destination.open(INBOX)) {
      Batch batch = folder.begin();
      add(batch, mail(1));
      add(batch, mail(2));
      add(batch, mail(3));
      var outcome = batch.commit();
      allSent.countDown();

      assertThat(outcome.await().each())
          .hasExactlyElementsOfTypes(Stored.class, Unknown.class, Unknown.class);
    }
    // The third was on its way already, as it is where commands are pipelined.
    assertThat(poor.folder("INBOX").mail()).containsExactly(mail(1), mail(3));
  }

  @Test
  void losesWhatWasOnItsWayWhenTold() {
    MemoryAccount poor = singleAppends();
    poor.faults().landingOfTheDead(new Landing.Never());
    var hold = new CountDownLatch(1);
    poor.faults().next(Command.APPEND, new Fault.Meanwhile(() -> await(hold)));
    var destination = poor.destination();
    DestinationFolder folder = destination.open(INBOX);
    Batch batch = folder.begin();
    add(batch, mail(1));
    add(batch, mail(2));
    Handle<?> outcome = batch.commit();

    destination.close();
    hold.countDown();

    assertThat(outcome.await())
        .hasToString(
            "BatchOutcome[each=[Unknown[cause=Connection reset], Unknown[cause=Connection"
                + " reset]]]");
    folder.close();
  }

  @Test
  void storesWhatADeadClientHadSent() {
    var hold = new CountDownLatch(1);
    account.faults().next(Command.UIDS, new Fault.Meanwhile(() -> await(hold)));
    var destination = account.destination();
    DestinationFolder folder = destination.open(INBOX);
    folder.uids();
    Batch batch = folder.begin();
    add(batch, mail(1));
    batch.commit();

    destination.close();

    assertThat(inbox.mail()).containsExactly(mail(1));
    hold.countDown();
  }

  @Test
  void cutsABodyAfterSoManyOctets() {
    inbox.put(mailOf(20_000));
    account.behaviour().slices(1000);
    account.faults().cutAfterOctets(2500);
    var sink = new CountingSink();

    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      assertThatIsLost(() -> folder.bodies(UidSet.of(1), (_, _) -> sink).await());
    }
    assertThat(sink).hasToString("2500 octets, aborted");
    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      assertThat(bodies(folder, UidSet.of(1))).hasSize(1);
    }
  }

  @Test
  void cutsAnAtomicBatchAfterSoManyOctetsAndStoresNothing() {
    account.faults().cutAfterOctets(1500);

    assertThatIsLost(() -> appendOnce(account, mailOf(1000), mailOf(1000), mailOf(1000)));
    assertThat(inbox.mail()).isEmpty();
  }

  @Test
  void cutsSingleAppendsAfterSoManyOctetsAndKeepsTheWholeOnes() {
    MemoryAccount poor = singleAppends();
    poor.faults().cutAfterOctets(1500);

    try (var destination = poor.destination();
        DestinationFolder folder = destination.open(INBOX)) {
      Batch batch = folder.begin();
      add(batch, mailOf(1000));
      assertThatIsLost(() -> add(batch, mailOf(1000)));

      assertThat(batch.commit().await().each()).hasSize(2).last().isInstanceOf(Unknown.class);
      assertThatIsLost(folder::begin);
    }
    assertThat(poor.folder("INBOX").mail()).containsExactly(mailOf(1000));
  }

  @Test
  void losesOctetsSilentlyUntilTheAnswerIsAwaited() {
    MemoryAccount poor = singleAppends();
    poor.faults().loseAfterOctets(1500);

    assertThat(appendOnce(poor, mailOf(1000), mailOf(1000), mailOf(1000)))
        .hasExactlyElementsOfTypes(Stored.class, Unknown.class, Unknown.class);
    assertThat(poor.folder("INBOX").mail()).containsExactly(mailOf(1000));
    account.faults().loseAfterOctets(1500);
    assertThat(appendOnce(account, mailOf(1000), mailOf(1000)))
        .hasExactlyElementsOfTypes(Unknown.class, Unknown.class);
    assertThat(inbox.mail()).isEmpty();
    assertThat(appendOnce(account, mailOf(1000))).allMatch(Stored.class::isInstance);
  }

  @Test
  void refusesAWholeBatchForOneMessageWhereBatchesAreAtomic() {
    account.faults().refuseMessagesWith("number 2\r");

    assertThat(appendOnce(account, mail(1), mail(2), mail(3)))
        .hasSize(3)
        .allMatch(Refused.class::isInstance);
    assertThat(inbox.mail()).isEmpty();
    assertThat(appendOnce(account, mail(1), mail(3))).allMatch(Stored.class::isInstance);
    account.faults().clear();
    assertThat(appendOnce(account, mail(2))).allMatch(Stored.class::isInstance);
  }

  @Test
  void refusesOneMessageAloneWhereEachIsStoredAlone() {
    MemoryAccount poor = singleAppends();
    poor.faults().refuseMessagesWith("number 2\r");

    assertThat(appendOnce(poor, mail(1), mail(2), mail(3)))
        .hasExactlyElementsOfTypes(Stored.class, Refused.class, Stored.class);
  }

  @Test
  void refusesWhatIsTooLargeOrTooMuch() {
    var limited =
        new MemoryAccount(
            '/', "", new Abilities(false, true, true, true, true, false, OptionalLong.of(1500), 2));
    limited.behaviour().quota(2500);

    assertThat(appendOnce(limited, mailOf(2000), mailOf(1400), mailOf(1200), mailOf(1000)))
        .extracting(
            outcome ->
                outcome instanceof Refused refused
                    ? refused.scope() + " " + refused.problem()
                    : "stored")
        .containsExactly("MESSAGE MESSAGE_TOO_LARGE", "stored", "ACCOUNT QUOTA_FULL", "stored");
    limited.folder("INBOX").expunge(1);
    assertThat(appendOnce(limited, mailOf(1200))).allMatch(Stored.class::isInstance);
  }

  @Test
  void countsAnAtomicBatchAgainstTheQuotaAsAWhole() {
    account.behaviour().quota(2500);

    assertThat(appendOnce(account, mailOf(1000), mailOf(1000), mailOf(1000)))
        .allMatch(Refused.class::isInstance);
    assertThat(inbox.mail()).isEmpty();
  }

  @Test
  void doesNotDeliverWhatIsExpungedWhileItIsRead() {
    for (int i = 1; i <= 4; i++) {
      inbox.put(mail(i));
    }
    Map<Long, String> fetched = new LinkedHashMap<>();
    var collect = collectInto(fetched);

    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      UidSet missing =
          folder
              .bodies(
                  UidSet.range(1, 4),
                  (uid, exactBytes) -> {
                    inbox.expunge(3);
                    return collect.begin(uid, exactBytes);
                  })
              .await();

      assertThat(missing).isEqualTo(UidSet.of(3));
      assertThat(fetched).containsOnlyKeys(1L, 2L, 4L);
    }
  }

  @Test
  void withholdsMessagesForAWhile() {
    inbox.put(mail(1));
    inbox.put(mail(2));
    account.faults().withhold("INBOX", UidSet.of(2), 2);

    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      assertThat(bodies(folder, UidSet.of(1, 2))).containsOnlyKeys(1L);
      assertThat(bodies(folder, UidSet.of(1))).containsOnlyKeys(1L);
      assertThat(bodies(folder, UidSet.of(2))).isEmpty();
      assertThat(bodies(folder, UidSet.of(1, 2))).containsOnlyKeys(1L, 2L);
    }
  }

  @Test
  void diesEachTimeAPoisonedMessageIsRead() {
    inbox.put(mail(1));
    inbox.put(mail(2));
    account.faults().poison("INBOX", 2, 10);

    for (int round = 0; round < 2; round++) {
      var sink = new CountingSink();
      try (var source = account.source();
          OpenFolder folder = source.open(INBOX)) {
        assertThat(bodies(folder, UidSet.of(1))).hasSize(1);
        assertThatIsLost(() -> folder.bodies(UidSet.of(2), (_, _) -> sink).await());
      }
      assertThat(sink).hasToString("10 octets, aborted");
    }
  }

  @Test
  void saysWhenTheFolderBeganANewLife() {
    inbox.put(mail(1));
    inbox.put(mail(2));
    inbox.expunge(1);
    try (var source = account.source();
        var destination = account.destination();
        OpenFolder reading = source.open(INBOX);
        DestinationFolder writing = destination.open(INBOX)) {
      var before = reading.status().uidValidity();

      inbox.renew();

      assertThat(inbox.uidValidity()).isNotEqualTo(before);
      assertThat(inbox.uids()).isEqualTo(UidSet.of(1));
      assertThatThrownBy(() -> reading.uids().await())
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.UIDVALIDITY_CHANGED));
      assertThat(append(writing, mail(3)).each())
          .containsExactly(
              new Stored(
                  Optional.of(
                      new MessageOutcome.Place(
                          inbox.uidValidity(), new org.transhume.mail.Uid(2)))));
    }
  }

  @Test
  void saysWhenTheFolderIsGone() {
    MemoryFolder work = account.folder("Work");
    work.put(mail(1));
    MemoryFolder old = account.folder("Old");
    var names = List.of(work.name(), old.name());
    try (var destination = account.destination();
        DestinationFolder reading = destination.open(names.get(0));
        DestinationFolder writing = destination.open(names.get(1))) {
      work.rename("Archive/Work");
      old.delete();

      assertThatThrownBy(() -> reading.uids().await())
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_MISSING));
      assertThat(append(writing, mail(2)).each())
          .hasOnlyElementsOfType(Refused.class)
          .extracting(outcome -> ((Refused) outcome).problem())
          .containsExactly(Problem.FOLDER_MISSING);
      assertThat(destination.folders().folders())
          .extracting(folder -> folder.name().text())
          .containsExactly("INBOX", "Archive/Work");
    }
    assertThat(account.mail()).containsOnlyKeys("INBOX", "Archive/Work");
  }

  @Test
  void doesSomethingMeanwhile() {
    account.faults().next(Command.UIDS, new Fault.Meanwhile(() -> inbox.put(mail(1))));

    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      assertThat(folder.status().messages()).isEqualTo(0);
      assertThat(folder.uids().await()).isEqualTo(UidSet.of(1));
    }
  }

  @Test
  void countsCommandsAndWhatTheyMove() {
    for (int i = 0; i < 1000; i++) {
      inbox.put(mail(i));
    }
    try (var source = account.source();
        OpenFolder folder = source.open(INBOX)) {
      list(folder, UidSet.range(1, 1000));
      bodies(folder, UidSet.of(1));
    }
    appendOnce(account, mailOf(100), mailOf(200));

    assertThat(account.counts().commands(Command.LIST)).isEqualTo(1);
    assertThat(account.counts().commands(Command.APPEND)).isEqualTo(1);
    assertThat(account.counts().commands()).isEqualTo(5);
    assertThat(account.counts().messagesTold()).isEqualTo(1000);
    assertThat(account.counts().octetsRead()).isEqualTo(mail(0).octets().remaining());
    assertThat(account.counts().octetsWritten()).isEqualTo(300);
  }

  @Test
  void neverWritesWhereNothingMayBeWritten() {
    account.folder("Work").readOnly(true);
    try (var destination = account.destination()) {
      assertThatThrownBy(() -> destination.open(new MailboxName("Work", '/')))
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.NOT_PERMITTED));
      try (DestinationFolder folder = destination.open(INBOX)) {
        account.behaviour().readOnly(true);

        assertThat(append(folder, mail(1)).each()).hasOnlyElementsOfType(Refused.class);
        assertThatThrownBy(() -> folder.remove(UidSet.of(1)).await())
            .isInstanceOf(EndpointException.class);
        assertThatThrownBy(
                () -> destination.create(new MailboxName("X", '/'), Optional.empty()).await())
            .isInstanceOf(EndpointException.class);
      }
    }
  }

  @Test
  void refusesNamesAndTakesSomeForTheSame() {
    account.behaviour().namesIgnoreCase().refusesName(name -> name.contains("Files"));
    account.folder("Trash").put(mail(1));
    try (var destination = account.destination()) {
      assertThat(destination.create(new MailboxName("trash", '/'), Optional.empty()).await())
          .isFalse();
      assertThat(destination.open(new MailboxName("TRASH", '/')).status().messages()).isEqualTo(1);
      assertThatThrownBy(
              () -> destination.create(new MailboxName("Files", '/'), Optional.empty()).await())
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_NAME_REFUSED));
    }
  }

  @Test
  void answersATwinsUidWhereTwinsAreMerged() {
    var merging =
        new MemoryAccount(
            '/', "", new Abilities(false, true, true, true, true, true, OptionalLong.empty(), 2));

    assertThat(appendOnce(merging, mail(1), mail(2), mail(1)))
        .extracting(outcome -> ((Stored) outcome).place().orElseThrow().uid().value())
        .containsExactly(1L, 2L, 1L);
    assertThat(merging.folder("INBOX").mail()).containsExactly(mail(1), mail(2));
  }

  @Test
  void altersWhatItStores() {
    account
        .behaviour()
        .storesAs(octets -> new byte[] {octets[0], 'x'})
        .datesAs(date -> new org.transhume.mail.InternalDate(date.epochSecond(), 0));

    appendOnce(account, mail(1));

    assertThat(inbox.mail())
        .containsExactly(
            Mail.of(
                "Mx",
                Flags.none(),
                new org.transhume.mail.InternalDate(mail(1).internalDate().epochSecond(), 0)));
  }

  @Test
  void listsParentsAndOthersFolders() {
    account.folder("Parent/Child").in(ListedFolder.Namespace.SHARED).subscribed();

    try (var source = account.source()) {
      assertThat(source.folders().folders())
          .extracting(
              folder -> folder.name().text(), ListedFolder::selectable, ListedFolder::namespace)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("INBOX", true, ListedFolder.Namespace.PERSONAL),
              org.assertj.core.groups.Tuple.tuple("Parent", false, ListedFolder.Namespace.PERSONAL),
              org.assertj.core.groups.Tuple.tuple(
                  "Parent/Child", true, ListedFolder.Namespace.SHARED));
      assertThatThrownBy(() -> source.open(new MailboxName("Parent", '/')))
          .isInstanceOf(EndpointException.class);
    }
  }

  private void run(Command command) {
    try (var destination = account.destination()) {
      switch (command) {
        case FOLDERS -> destination.folders();
        case CREATE -> destination.create(new MailboxName("Work", '/'), Optional.empty()).await();
        case SUBSCRIBE -> destination.subscribe(INBOX).await();
        case RENAME ->
            destination.rename(new MailboxName("Old", '/'), new MailboxName("New", '/')).await();
        case OPEN, UIDS, LIST, CHANGED_SINCE, BODIES, APPEND, STORE, REMOVE ->
            runInFolder(command, destination);
      }
    }
  }

  private static void runInFolder(Command command, MailDestination destination) {
    UidSet first = UidSet.of(1);
    try (DestinationFolder folder = destination.open(INBOX)) {
      switch (command) {
        case UIDS -> folder.uids().await();
        case LIST -> list(folder, first);
        case CHANGED_SINCE ->
            folder.changedSince(folder.status().highestModSeq(), first, _ -> {}).await();
        case BODIES -> bodies(folder, first);
        case STORE -> folder.store(first, Flags.none(), Flags.none(), Optional.empty()).await();
        case REMOVE -> folder.remove(first).await();
        case APPEND -> append(folder, mail(9));
        case OPEN, FOLDERS, CREATE, SUBSCRIBE -> {}
      }
    }
  }

  private static MemoryAccount singleAppends() {
    return new MemoryAccount(
        '/', "", new Abilities(false, true, true, true, true, false, OptionalLong.empty(), 2));
  }

  private static List<MessageOutcome> appendOnce(MemoryAccount account, Mail... mail) {
    try (var destination = account.destination();
        DestinationFolder folder = destination.open(INBOX)) {
      return append(folder, mail).each();
    }
  }

  private static void assertThatIsLost(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.CONNECTION_LOST);
              assertThat(e.scope()).isEqualTo(Scope.CONNECTION);
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts octets and remembers how it ended. */
  private static final class CountingSink implements BodySink {
    private int octets;
    private String end = "open";

    @Override
    public void write(java.nio.ByteBuffer bytes) {
      octets += bytes.remaining();
      bytes.position(bytes.limit());
    }

    @Override
    public void end() {
      end = "ended";
    }

    @Override
    public void abort(Throwable cause) {
      end = "aborted";
    }

    @Override
    public String toString() {
      return octets + " octets, " + end;
    }
  }
}
