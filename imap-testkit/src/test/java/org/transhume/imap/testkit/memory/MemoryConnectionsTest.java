package org.transhume.imap.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.seed.Answer;
import org.transhume.imap.testkit.seed.SeedImap;

/** Several connections to one mailbox, and what each is told of the others (RFC 3501 7.4.1). */
class MemoryConnectionsTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-01-01T00:00:00Z");

  private final MemoryImapServer server = MemoryImapServer.start();
  private final MemoryMailbox inbox = server.addAccount("alice", "pw").mailbox("INBOX");

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 5; i++) {
      inbox.deliver(("message " + i).getBytes(StandardCharsets.US_ASCII), DATE);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SeedImap client() {
    return SeedImap.logIn(server.host(), server.port(), "alice", "pw");
  }

  @Test
  void tellsOthersOfArrivalsAndFlags() {
    try (var client = client()) {
      client.select("INBOX");
      inbox.deliver(new byte[0], DATE);
      inbox.flag(2, "\\Answered", "Label");

      List<String> told = client.command("NOOP").lines();

      assertThat(told)
          .contains("6 EXISTS", "2 FETCH (FLAGS (\\Answered Label \\Recent))")
          .anyMatch(line -> line.startsWith("FLAGS (") && line.contains("Label"));
      assertThat(client.command("NOOP").lines()).isEmpty();
    }
  }

  @Test
  void countsExpungesDownAsEachOneRenumbersTheRest() {
    try (var client = client()) {
      client.select("INBOX");
      inbox.expunge(List.of(2L, 3L, 5L));

      assertThat(client.command("NOOP").lines())
          .containsExactly("2 EXPUNGE", "2 EXPUNGE", "3 EXPUNGE");
      assertThat(client.search("ALL")).containsExactly(1L, 4L);
    }
  }

  @Test
  void keepsSequenceNumbersDuringFetchStoreAndSearch() {
    try (var client = client()) {
      client.select("INBOX");
      inbox.expunge(List.of(2L));

      Answer fetch = client.command("FETCH 2:3 (UID BODY.PEEK[])");
      assertThat(fetch.lines())
          .containsExactly("2 FETCH (UID 2 BODY[] NIL)", "3 FETCH (UID 3 BODY[] \"message 3\")");
      assertThat(fetch.text()).startsWith("[EXPUNGEISSUED]");
      assertThat(client.command("STORE 3 +FLAGS.SILENT (\\Seen)").lines()).isEmpty();
      assertThat(client.command("SEARCH SEEN").lines()).containsExactly("SEARCH 3");

      assertThat(client.command("NOOP").lines()).containsExactly("2 EXPUNGE");
    }
  }

  @Test
  void mayExpungeAtTheEndOfAUidCommand() {
    try (var client = client()) {
      client.select("INBOX");
      inbox.expunge(List.of(5L));

      assertThat(client.command("UID FETCH 4:5 (FLAGS)").lines())
          .containsExactly(
              "4 FETCH (UID 4 FLAGS (\\Recent))", "5 FETCH (UID 5 FLAGS (\\Recent))", "5 EXPUNGE");
    }
  }

  @Test
  void hangsUpOnConnectionsWhoseUidsMeanNothingAnyMore() throws Exception {
    try (var client = RawClient.loggedIn(server)) {
      client.send("a SELECT INBOX\r\n");
      client.until("a ");
      inbox.changeUidValidity(77);
      client.send("b UID FETCH 1:* (FLAGS)\r\n");

      assertThat(client.line()).startsWith("* BYE");
      assertThat(client.line()).isNull();
    }
    try (var client = client()) {
      assertThat(client.examine("INBOX").uidValidity()).isEqualTo(77);
      assertThat(client.search("ALL")).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void movesAndCopiesWithUidsAndExpungesOnlyWhatWasNamed() {
    server.account("alice").create("Archive").skipUids(10);
    try (var client = client()) {
      client.select("INBOX");

      Answer copy = client.command("UID COPY 1,3 Archive");
      Answer move = client.command("UID MOVE 4:5 Archive");
      client.command("UID STORE 1:3 +FLAGS.SILENT (\\Deleted)");
      Answer expunge = client.command("UID EXPUNGE 2");

      assertThat(copy.code("COPYUID").orElseThrow()).endsWith(" 1,3 11:12");
      assertThat(move.code("COPYUID").orElseThrow()).endsWith(" 4:5 13:14");
      assertThat(move.lines()).endsWith("4 EXPUNGE", "4 EXPUNGE");
      assertThat(expunge.lines()).containsExactly("2 EXPUNGE");
      assertThat(inbox.messages()).extracting(StoredMessage::uid).containsExactly(1L, 3L);
    }
  }

  @Test
  void changesNothingAfterExamine() {
    try (var client = client()) {
      client.examine("INBOX");

      assertThat(client.attempt("UID STORE 1 +FLAGS (\\Seen)").status()).isEqualTo("NO");
      assertThat(client.attempt("EXPUNGE").status()).isEqualTo("NO");
      client.command("UID FETCH 1 (BODY[])");

      assertThat(inbox.messages().getFirst().flags()).isEmpty();
    }
  }

  @Test
  void marksSeenWhatWasReadWithoutPeek() {
    try (var client = client()) {
      client.select("INBOX");
      client.command("UID FETCH 1 (BODY.PEEK[])");
      client.command("UID FETCH 2 (BODY[])");

      assertThat(inbox.messages().get(0).flags()).isEmpty();
      assertThat(inbox.messages().get(1).flags()).containsExactly("\\Seen");
    }
  }

  @Test
  void hasTroubleWithTheBodiesItIsToldToHaveTroubleWith() {
    try (var client = client()) {
      client.examine("INBOX");
      inbox.trouble(1, BodyTrouble.OMITTED);
      inbox.trouble(2, BodyTrouble.WITHOUT_BODY);
      inbox.trouble(3, BodyTrouble.NIL);

      assertThat(client.command("UID FETCH 1:4 (BODY.PEEK[])").lines())
          .containsExactly(
              "2 FETCH (UID 2)",
              "3 FETCH (UID 3 BODY[] NIL)",
              "4 FETCH (UID 4 BODY[] \"message 4\")");
      inbox.trouble(1, BodyTrouble.REFUSED);
      Answer refused = client.attempt("UID FETCH 1,4 (BODY.PEEK[])");
      assertThat(refused.status()).isEqualTo("NO");
      assertThat(refused.lines()).hasSize(1);
      assertThat(client.command("UID FETCH 1:4 (FLAGS)").lines()).hasSize(4);

      inbox.healBodies();
      assertThat(client.command("UID FETCH 1:4 (BODY.PEEK[])").lines()).hasSize(4);
    }
  }
}
