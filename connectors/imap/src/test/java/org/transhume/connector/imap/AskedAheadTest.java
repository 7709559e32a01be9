package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.once;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.endpoint.Ahead;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryMailbox;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/** The first questions to a folder travel with the request to open it. */
@Timeout(30)
class AskedAheadTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2026-11-23T10:00:00+01:00");
  private static final Set<Item> ITEMS = Set.of(Item.FLAGS, Item.INTERNAL_DATE, Item.SIZE);
  private static final MailboxName INBOX = MailboxName.inbox('/');

  private final MemoryImapServer server = MemoryImapServer.start();
  private final MemoryMailbox inbox =
      server.addAccount(Servers.USER, Servers.PASSWORD).mailbox("INBOX");
  private final ImapSource source = new ImapSource(Servers.account(server));
  private final List<Meta> told = new ArrayList<>();

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 4; i++) {
      deliver(i);
    }
  }

  @AfterEach
  void stop() {
    source.close();
    server.close();
  }

  private void deliver(int number) {
    byte[] octets = ("Subject: " + number + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    inbox.deliver(octets, DATE);
  }

  private UidSet list(OpenFolder folder, UidSet uids) {
    told.clear();
    return folder.list(uids, ITEMS, told::add).await();
  }

  @Test
  void asksForUidsAndListingInOneCommand() {
    try (OpenFolder folder = source.opening(INBOX, Ahead.LISTING).await()) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
      assertThat(list(folder, UidSet.range(2, 3))).isEqualTo(UidSet.range(2, 3));
    }

    assertThat(told).extracting(meta -> meta.uid().value()).containsExactly(2L, 3L);
    assertThat(told).allMatch(meta -> meta.sizeBytes().isPresent() && meta.flags().isPresent());
    assertThat(server.count("UID FETCH")).isEqualTo(1);
    assertThat(server.count("UID SEARCH")).isZero();
    assertThat(server.count("NOOP")).isZero();
  }

  @Test
  void asksForUidsAlone() {
    try (OpenFolder folder = source.opening(INBOX, Ahead.UIDS).await()) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
      assertThat(server.count("UID SEARCH")).isEqualTo(1);
      assertThat(server.count("NOOP")).isZero();
      assertThat(list(folder, UidSet.range(1, 4))).isEqualTo(UidSet.range(1, 4));
    }
    assertThat(server.count("UID FETCH")).isEqualTo(1);
  }

  @Test
  void givesAnAnswerOnceAndThenWhatIsTrueThen() {
    try (OpenFolder folder = source.opening(INBOX, Ahead.LISTING).await()) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
      list(folder, UidSet.range(1, 4));
      inbox.flag(1, "\\Flagged");
      deliver(5);

      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 5));
      list(folder, UidSet.range(1, 5));
    }
    assertThat(told).hasSize(5);
    assertThat(told.getFirst().flags()).contains(Flags.of(Flag.FLAGGED));
  }

  @Test
  void asksAgainWhereTheServerWouldNotList() {
    server.faults(once(Moment.RECEIVED, named("UID FETCH"), new Fault.Answer("NO not now")));
    try (OpenFolder folder = source.opening(INBOX, Ahead.LISTING).await()) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
      assertThat(list(folder, UidSet.range(1, 4))).isEqualTo(UidSet.range(1, 4));
    }
    assertThat(told).hasSize(4);
  }

  @Test
  void asksAgainWhereTheServerWouldNotSearch() {
    server.faults(once(Moment.RECEIVED, named("UID SEARCH"), new Fault.Answer("BAD what")));
    try (OpenFolder folder = source.opening(INBOX, Ahead.UIDS).await()) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
    }
  }

  @Test
  void asksForWhatTheListingDidNotTell() {
    try (OpenFolder folder = source.opening(INBOX, Ahead.LISTING).await()) {
      assertThat(folder.uids().await()).isEqualTo(UidSet.range(1, 4));
      deliver(5);

      assertThat(list(folder, UidSet.range(1, 5))).isEqualTo(UidSet.range(1, 5));
    }
    assertThat(told).hasSize(5);
  }

  @Test
  void givesTheConnectionUpWhereTheFolderIsMissing() {
    var missing = new MailboxName("Nowhere", '/');

    assertThatThrownBy(() -> source.opening(missing, Ahead.LISTING).await())
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_MISSING));

    source.open(INBOX).close();
    assertThat(server.connectionsOpen()).isEqualTo(1);
  }

  @Test
  void saysThatTheConnectionWasLost() {
    server.faults(once(Moment.RECEIVED, named("EXAMINE"), new Fault.Drop(Fault.Cut.RESET)));

    assertThatThrownBy(() -> source.opening(INBOX, Ahead.UIDS).await())
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.CONNECTION_LOST));

    source.open(INBOX).close();
  }
}
