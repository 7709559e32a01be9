package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.engine.testing.Endpoints.add;
import static org.transhume.engine.testing.Endpoints.append;
import static org.transhume.engine.testing.Endpoints.mail;
import static org.transhume.engine.testing.Endpoints.mailOf;
import static org.transhume.imap.testkit.memory.FaultPlan.always;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.nth;
import static org.transhume.imap.testkit.memory.FaultPlan.once;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.MessageOutcome.Refused;
import org.transhume.engine.endpoint.MessageOutcome.Stored;
import org.transhume.engine.endpoint.MessageOutcome.Unknown;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.Fault.Cut;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.KeywordPolicy;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryMailbox;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.imap.testkit.memory.StoredMessage;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.UidSet;

@Timeout(30)
class WriteFolderTest {
  private static final MailboxName INBOX = MailboxName.inbox('/');

  private final MemoryImapServer server = MemoryImapServer.start();
  private final MemoryMailbox inbox =
      server.addAccount(Servers.USER, Servers.PASSWORD).mailbox("INBOX");
  private final ImapDestination destination = new ImapDestination(Servers.account(server));

  @AfterEach
  void stop() {
    destination.close();
    server.close();
  }

  private void without(Extension... extensions) {
    server.reconfigure(options -> options.toBuilder().without(extensions).build());
  }

  @Test
  void putsABatchIntoOneCommandWhereTheServerTakesSeveralMessages() {
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1), mail(2), mail(3));

      assertThat(server.count("APPEND")).isEqualTo(1);
    }
  }

  @Test
  void waitsForNoAnswerBetweenMessagesWhereTheServerTakesThemOneByOne() {
    without(Extension.MULTIAPPEND);
    var gate = new CountDownLatch(1);
    server.faults(once(Moment.RECEIVED, nth(1, "APPEND"), new Fault.WaitFor(gate)));
    try (DestinationFolder folder = destination.open(INBOX)) {
      Batch batch = folder.begin();
      for (int i = 0; i < 20; i++) {
        add(batch, mail(i));
      }
      var outcome = batch.commit();
      gate.countDown();

      assertThat(outcome.await().each()).hasSize(20).allMatch(Stored.class::isInstance);
      assertThat(server.count("APPEND")).isEqualTo(20);
    }
  }

  @Test
  void tellsTheOneRefusedFromTheOthersWhereTheServerTakesThemOneByOne() {
    without(Extension.MULTIAPPEND);
    server.faults(
        once(
            Moment.RECEIVED,
            nth(2, "APPEND"),
            new Fault.Answer("NO Message contains NUL characters")));
    try (DestinationFolder folder = destination.open(INBOX)) {
      List<MessageOutcome> each = append(folder, mail(1), mail(2), mail(3)).each();

      assertThat(each.get(0)).isInstanceOf(Stored.class);
      assertThat(each.get(1))
          .isEqualTo(
              new Refused(
                  Scope.MESSAGE,
                  Retry.NEVER,
                  Problem.MESSAGE_REFUSED,
                  "NO Message contains NUL characters"));
      assertThat(each.get(2)).isInstanceOf(Stored.class);
    }
  }

  @Test
  void refusesTheWholeBatchWhereTheServerTakesItAsOne() {
    server.faults(once(Moment.RECEIVED, named("APPEND"), new Fault.Answer("NO [OVERQUOTA] Full")));
    try (DestinationFolder folder = destination.open(INBOX)) {
      assertThat(append(folder, mail(1), mail(2)).each())
          .containsExactly(
              new Refused(Scope.ACCOUNT, Retry.NEVER, Problem.QUOTA_FULL, "NO [OVERQUOTA] Full"),
              new Refused(Scope.ACCOUNT, Retry.NEVER, Problem.QUOTA_FULL, "NO [OVERQUOTA] Full"));
      assertThat(append(folder, mail(1)).each()).allMatch(Stored.class::isInstance);
    }
  }

  @Test
  void takesARefusalBeforeTheLastMessageForTheWholeBatch() {
    without(Extension.LITERAL_PLUS);
    server.faults(
        (moment, call) ->
            moment == Moment.LITERAL_ANNOUNCED && call.literals() == 2
                ? new Fault.Answer("NO [TOOBIG] Message size exceeds fixed limit")
                : new Fault.None());
    try (DestinationFolder folder = destination.open(INBOX)) {
      List<MessageOutcome> each = append(folder, mail(1), mailOf(50_000), mail(3)).each();

      assertThat(each)
          .hasSize(3)
          .allMatch(o -> o instanceof Refused r && r.problem() == Problem.MESSAGE_TOO_LARGE);
      assertThat(append(folder, mail(1)).each()).allMatch(Stored.class::isInstance);
    }
  }

  @Test
  void doesNotGuessWhereMessagesAreWhenTheServerNamesAnotherNumberOfThem() {
    server.faults(
        once(
            Moment.DONE,
            named("APPEND"),
            new Fault.Answer("OK [APPENDUID " + inbox.uidValidity() + " 7:9] done")));
    try (DestinationFolder folder = destination.open(INBOX)) {
      assertThat(append(folder, mail(1), mail(2)).each())
          .containsExactly(new Stored(Optional.empty()), new Stored(Optional.empty()));
    }
  }

  @Test
  void saysThatUidsBeganAnewWhenTheServerNamesAnotherUidValidity() {
    server.faults(once(Moment.DONE, named("APPEND"), new Fault.Answer("OK [APPENDUID 77 1] done")));
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1));

      assertThatThrownBy(folder::uids)
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.UIDVALIDITY_CHANGED);
                assertThat(e.scope()).isEqualTo(Scope.FOLDER);
                assertThat(e.retry()).isEqualTo(Retry.NOW);
              });
    }
  }

  @Test
  void knowsWhichAnswersCameBeforeTheConnectionDied() {
    without(Extension.MULTIAPPEND);
    var gate = new CountDownLatch(1);
    server.faults(
        once(Moment.RECEIVED, nth(1, "APPEND"), new Fault.WaitFor(gate))
            .orElse(once(Moment.DONE, nth(3, "APPEND"), new Fault.Drop(Cut.FIN))));
    try (DestinationFolder folder = destination.open(INBOX)) {
      Batch batch = folder.begin();
      for (int i = 1; i <= 4; i++) {
        add(batch, mail(i));
      }
      var outcome = batch.commit();
      gate.countDown();
      List<MessageOutcome> each = outcome.await().each();

      assertThat(each.subList(0, 2)).allMatch(Stored.class::isInstance);
      assertThat(each.subList(2, 4)).allMatch(Unknown.class::isInstance);
      assertThatThrownBy(folder::begin).isInstanceOf(EndpointException.class);
    }
  }

  @Test
  void neverThrowsFromACommitThatComesTooLate() {
    try (DestinationFolder folder = destination.open(INBOX)) {
      Batch batch = folder.begin();
      add(batch, mail(1));
      server.dropConnections();

      assertThat(batch.commit().await().each()).hasSize(1).allMatch(Unknown.class::isInstance);
    }
  }

  @Test
  void doesNotWaitForEverForADestinationThatDoesNotRead() {
    var impatient = MemoryPair.impatient(Servers.account(server));
    var gate = new CountDownLatch(1);
    server.faults(always(Moment.LITERAL_ANNOUNCED, named("APPEND"), new Fault.WaitFor(gate)));
    try (var stalled = new ImapDestination(impatient);
        DestinationFolder folder = stalled.open(INBOX)) {
      assertThatThrownBy(() -> append(folder, mailOf(30_000_000)))
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.TIMEOUT);
                assertThat(e.scope()).isEqualTo(Scope.CONNECTION);
              });
    } finally {
      gate.countDown();
    }
  }

  @Test
  void keepsTheKeywordsTheServerSaysItKeeps() {
    inbox.deliver(new byte[] {'\r', '\n'}, OffsetDateTime.parse("2026-11-23T10:00:00Z"), "known");
    server.reconfigure(options -> options.toBuilder().keywords(KeywordPolicy.REFUSE).build());
    try (DestinationFolder folder = destination.open(INBOX)) {
      assertThat(folder.keeps(Flag.SEEN)).isTrue();
      assertThat(folder.keeps(Flag.of("\\seen"))).isTrue();
      assertThat(folder.keeps(Flag.of("\\Custom"))).isFalse();
      assertThat(folder.keeps(Flag.of("unknown"))).isFalse();
    }
  }

  @Test
  void doesNotOpenAFolderItMayNotWrite() {
    inbox.readOnly(true);

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> destination.open(INBOX))
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.NOT_PERMITTED));
    }
    assertThat(server.connectionsMade()).isEqualTo(1);
  }

  @Test
  void addsAndTakesAwayOnlyWhereNothingHasChanged() {
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1, Flag.SEEN), mail(2, Flag.SEEN), mail(3));
      var seen = new ModSeq(inbox.highestModSeq());
      inbox.flag(2, "\\Seen", "\\Answered");

      UidSet left =
          folder
              .store(
                  UidSet.range(1, 3),
                  Flags.of(Flag.FLAGGED),
                  Flags.of(Flag.SEEN),
                  Optional.of(seen))
              .await();

      assertThat(left).isEqualTo(UidSet.of(2));
      assertThat(inbox.messages())
          .extracting(StoredMessage::flags)
          .extracting(Object::toString)
          .containsExactly("[\\Flagged]", "[\\Answered, \\Seen]", "[\\Flagged]");
    }
  }

  @Test
  void saysSoWhenFlagsAreRefused() {
    server.faults(
        always(
            Moment.RECEIVED,
            named("UID STORE"),
            new Fault.Answer("NO Too many user flags in mailbox")));
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1));

      var stored =
          folder.store(UidSet.of(1), Flags.of(Flag.of("a")), Flags.none(), Optional.empty());

      assertThatThrownBy(stored::await)
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.MESSAGE_REFUSED));
    }
  }

  @Test
  void removesNothingWithoutUidPlus() {
    without(Extension.UIDPLUS);
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1));

      assertThatThrownBy(() -> folder.remove(UidSet.of(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(server.count("UID STORE") + server.count("EXPUNGE")).isZero();
    }
  }

  @Test
  void expungesNothingThatCouldNotBeMarked() {
    server.faults(always(Moment.RECEIVED, named("UID STORE"), new Fault.Answer("NO [NOPERM] No")));
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1, Flag.DELETED));

      assertThatThrownBy(() -> folder.remove(UidSet.of(1))).isInstanceOf(EndpointException.class);
      assertThat(inbox.messages()).hasSize(1);
      assertThat(server.count("UID EXPUNGE")).isZero();
    }
  }

  @Test
  void removesByNamingTheMessagesTwice() {
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1), mail(2), mail(3));

      folder.remove(UidSet.of(1, 3)).await();

      assertThat(server.commands())
          .extracting(CommandCall::arguments)
          .anyMatch(arguments -> arguments.startsWith("1,3 +FLAGS.SILENT"))
          .contains("1,3");
      assertThat(server.count("EXPUNGE")).isZero();
    }
  }

  @Test
  void createsAFolderForAUseWhereTheServerTakesUses() {
    server.reconfigure(
        options -> options.toBuilder().extraCapabilities(List.of("CREATE-SPECIAL-USE")).build());
    var sent = new MailboxName("Gesendet", '/');

    assertThat(destination.create(sent, Optional.of(SpecialUse.SENT)).await()).isTrue();

    assertThat(destination.folders().find(sent).orElseThrow().uses())
        .containsExactly(SpecialUse.SENT);
  }

  @Test
  void createsAFolderWithoutItsUseWhereTheServerRefusesThat() {
    server.reconfigure(
        options -> options.toBuilder().extraCapabilities(List.of("CREATE-SPECIAL-USE")).build());
    server.faults(
        always(
            Moment.RECEIVED,
            named("CREATE").and(call -> call.arguments().contains("USE")),
            new Fault.Answer("NO [USEATTR] One Sent is enough")));
    var sent = new MailboxName("Gesendet", '/');

    assertThat(destination.create(sent, Optional.of(SpecialUse.SENT)).await()).isTrue();
    assertThat(destination.folders().find(sent)).isPresent();
  }

  @Test
  void createsAFolderAgainWhoseAnswerWasLost() {
    server.faults(once(Moment.DONE, named("CREATE"), new Fault.Drop(Cut.RESET)));

    assertThat(destination.create(new MailboxName("Work", '/'), Optional.empty()).await())
        .isFalse();
  }

  @Test
  void subscribesAgainWhereTheAnswerWasLost() {
    server.faults(once(Moment.RECEIVED, named("SUBSCRIBE"), new Fault.Drop(Cut.RESET)));

    assertThat(destination.subscribe(INBOX).await()).isTrue();

    assertThat(server.account(Servers.USER).subscriptions()).containsExactly("INBOX");
  }

  @Test
  void saysThatAFolderCannotBeSubscribedTo() {
    server.faults(always(Moment.RECEIVED, named("SUBSCRIBE"), new Fault.Answer("NO [NOPERM] no")));

    var subscribed = destination.subscribe(INBOX);

    assertThatThrownBy(subscribed::await)
        .isInstanceOfSatisfying(
            EndpointException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_PERMITTED));
  }

  @Test
  void saysWhyAFolderCannotBeMade() {
    server.reconfigure(
        options ->
            options.toBuilder()
                .nameRefusal(name -> Optional.of("NO Folder name is reserved"))
                .build());

    var created = destination.create(new MailboxName("Files", '/'), Optional.empty());

    assertThatThrownBy(created::await)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.FOLDER_NAME_REFUSED);
              assertThat(e.attempted()).isEqualTo("creating the folder \"Files\"");
            });
    assertThatThrownBy(() -> destination.create(new MailboxName("a\0b", '/'), Optional.empty()))
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_NAME_REFUSED));
  }

  @Test
  void keepsTheFolderSelectedWhileItAppends() {
    try (DestinationFolder folder = destination.open(INBOX)) {
      append(folder, mail(1));
      append(folder, mail(2));

      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 2));
      assertThat(server.count("SELECT")).isEqualTo(1);
    }
  }

  @Test
  void closingGivesABatchUpThatWasNotCommitted() {
    DestinationFolder folder = destination.open(INBOX);
    add(folder.begin(), mail(1));

    folder.close();

    assertThat(inbox.messages()).isEmpty();
    server.faults(FaultPlan.none());
    try (DestinationFolder again = destination.open(INBOX)) {
      assertThat(append(again, mail(2)).each()).allMatch(Stored.class::isInstance);
    }
    assertThat(server.connectionsMade()).isEqualTo(2);
  }
}
