package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.imap.testkit.memory.FaultPlan.always;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.once;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.HeaderFields;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.testing.Endpoints;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.Fault.Cut;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryMailbox;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/** Servers that answer otherwise than they should. */
@Timeout(30)
class ReadFolderTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2026-11-23T10:00:00+01:00");

  private final MemoryImapServer server = MemoryImapServer.start();
  private final MemoryMailbox inbox =
      server.addAccount(Servers.USER, Servers.PASSWORD).mailbox("INBOX");
  private final ImapSource source = new ImapSource(Servers.account(server));
  private OpenFolder folder;

  @BeforeEach
  void open() {
    for (int i = 1; i <= 4; i++) {
      deliver("Message-ID: <" + i + "@example.com>\r\n\r\nBody " + i + "\r\n");
    }
    folder = source.open(MailboxName.inbox('/'));
  }

  @AfterEach
  void stop() {
    folder.close();
    source.close();
    server.close();
  }

  @Test
  void asksForTheUidsOneByOneWhereTheServerCannotSearch() {
    server.faults(always(Moment.RECEIVED, named("UID SEARCH"), new Fault.Answer("BAD what")));

    assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
  }

  @Test
  void asksForTheUidsOneByOneWhereASearchFindsTooFew() {
    server.faults(always(Moment.RECEIVED, named("UID SEARCH"), new Fault.Answer("OK nothing")));

    assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
  }

  @Test
  void takesAnEmptyFolderForEmptyEvenWhereTheServerCannotSearch() {
    inbox.expunge(List.of(1L, 2L, 3L, 4L));
    server.faults(always(Moment.RECEIVED, named("UID SEARCH"), new Fault.Answer("BAD what")));
    try (var empty = source.open(MailboxName.inbox('/'))) {
      assertThat(empty.uids().await()).isEqualTo(UidSet.empty());
    }
  }

  @Test
  void doesNotMissWhatWentWhileTheFolderWasOpen() {
    inbox.expunge(List.of(2L));

    assertThat(folder.uids().await()).isEqualTo(UidSet.of(1, 3, 4));
    assertThat(server.count("UID FETCH")).isZero();
  }

  @Test
  void asksOnceMoreForWhatAServerLeftOutInSilence() {
    server.faults(once(Moment.RECEIVED, named("UID FETCH"), new Fault.Answer("OK done")));
    var told = new ArrayList<Meta>();

    UidSet listed = folder.list(UidSet.range(1, 4), Set.of(Item.FLAGS), told::add).await();

    assertThat(listed).isEqualTo(UidSet.range(1, 4));
    assertThat(told).hasSize(4);
  }

  @Test
  void tellsEachMessageOnceThoughItChangesMeanwhile() {
    server.faults(
        once(
            Moment.DONE,
            named("UID FETCH"),
            new Fault.Say(
                List.of(
                    "* 2 FETCH (UID 2 MODSEQ (8) FLAGS (\\Seen))",
                    "* 2 FETCH (UID 2 MODSEQ (9) FLAGS ())"))));
    var told = new ArrayList<Meta>();

    folder.list(UidSet.range(1, 4), Set.of(Item.FLAGS), told::add).await();

    assertThat(told)
        .extracting(meta -> meta.uid().value())
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void neverTellsRecent() {
    server.faults(
        once(
            Moment.RECEIVED,
            named("UID FETCH"),
            new Fault.Say(List.of("* 2 FETCH (UID 2 MODSEQ (9) FLAGS (\\Recent \\Seen $x))"))));
    var told = new ArrayList<Meta>();

    folder.list(UidSet.of(2), Set.of(Item.FLAGS), told::add).await();

    assertThat(told.getFirst().flags()).contains(Flags.of(Flag.SEEN, Flag.of("$x")));
  }

  @Test
  void doesNotTakeARefusedListingForAnAnswer() {
    server.faults(always(Moment.RECEIVED, named("UID FETCH"), new Fault.Answer("NO not now")));

    var listing = folder.list(UidSet.range(1, 4), Set.of(Item.FLAGS), _ -> {});
    var changes = folder.changedSince(new ModSeq(1), UidSet.range(1, 4), _ -> {});

    assertThatThrownBy(listing::await)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.SERVER_ERROR);
              assertThat(e.attempted()).isEqualTo("reading the folder \"INBOX\"");
            });
    assertThatThrownBy(listing::await).isInstanceOf(EndpointException.class);
    assertThatThrownBy(changes::await).isInstanceOf(EndpointException.class);
  }

  @Test
  void handsBackWhatWasNotDeliveredWhenTheServerSaysNoToSomeOfIt() {
    server.faults(
        once(
            Moment.RECEIVED,
            named("UID FETCH"),
            new Fault.Answer("NO [UNAVAILABLE] UID FETCH Server error while fetching messages")));
    var bodies = new LinkedHashMap<Long, String>();

    UidSet undelivered = folder.bodies(UidSet.range(1, 4), Endpoints.collectInto(bodies)).await();

    assertThat(undelivered).isEqualTo(UidSet.range(1, 4));
    assertThat(folder.bodies(undelivered, Endpoints.collectInto(bodies)).await())
        .isEqualTo(UidSet.empty());
    assertThat(bodies).containsOnlyKeys(1L, 2L, 3L, 4L);
  }

  @Test
  void doesNotTakeThrottlingForMessagesThatCannotBeRead() {
    server.faults(
        once(
            Moment.RECEIVED,
            named("UID FETCH"),
            new Fault.Answer(
                "NO Request is throttled. Suggested Backoff Time: 299609 milliseconds")));

    var bodies = folder.bodies(UidSet.range(1, 4), Endpoints.collectInto(new LinkedHashMap<>()));

    assertThatThrownBy(bodies::await)
        .isInstanceOfSatisfying(
            EndpointException.class, e -> assertThat(e.problem()).isEqualTo(Problem.THROTTLED));
  }

  @Test
  void readsALongSetWithGapsInOneCommand() {
    for (int i = 5; i <= 5000; i++) {
      deliver("a: b\r\n\r\n");
      inbox.skipUids(i % 2);
    }
    try (var large = source.open(MailboxName.inbox('/'))) {
      UidSet all = large.uids().await();
      UidSet wanted = all.minus(all.take(3));
      int before = server.count("UID FETCH");
      var told = new ArrayList<Meta>();

      assertThat(wanted.toString()).hasSizeGreaterThan(8000);
      assertThat(large.list(wanted, Set.of(Item.FLAGS), told::add).await()).isEqualTo(wanted);
      assertThat(large.changedSince(new ModSeq(1), wanted, told::add).await()).isEqualTo(wanted);

      assertThat(told).hasSize(2 * (int) wanted.size());
      assertThat(server.count("UID FETCH") - before).isEqualTo(2);
    }
  }

  @Test
  void cutsAHeaderThatIsEndless() {
    long uid = deliver("Subject: " + "x".repeat(400_000) + "\r\n\r\n");
    var told = new ArrayList<Meta>();

    folder.uids().await();
    folder.list(UidSet.of(uid), Set.of(Item.IDENTITY), told::add).await();

    assertThat(told.getFirst().identity().orElseThrow().bytes().remaining())
        .isEqualTo(HeaderFields.MAX_BYTES);
  }

  @Test
  void saysThatTheConnectionIsGoneToWhateverIsAskedAfterwards() {
    server.faults(once(Moment.RECEIVED, named("NOOP"), new Fault.Drop(Cut.RESET)));

    assertThatThrownBy(() -> folder.uids().await())
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.CONNECTION_LOST));
    server.faults(FaultPlan.none());

    assertThatThrownBy(() -> folder.list(UidSet.of(1), Set.of(), _ -> {}))
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.CONNECTION_LOST));
  }

  @Test
  void opensBySendingExamine() {
    assertThat(server.commands())
        .extracting(CommandCall::name)
        .contains("EXAMINE")
        .doesNotContain("SELECT");
  }

  private long deliver(String text) {
    return inbox.deliver(text.getBytes(StandardCharsets.US_ASCII), DATE);
  }
}
