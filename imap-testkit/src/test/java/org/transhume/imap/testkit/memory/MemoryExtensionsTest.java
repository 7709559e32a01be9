package org.transhume.imap.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.seed.Answer;
import org.transhume.imap.testkit.seed.SeedImap;

/** LIST and its relatives, SEARCH, CONDSTORE and sections. */
class MemoryExtensionsTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-06-30T12:00:00+02:00");

  private final MemoryImapServer server = MemoryImapServer.start();
  private final MemoryAccount alice = server.addAccount("alice", "pw");
  private final MemoryMailbox inbox = alice.mailbox("INBOX");

  @AfterEach
  void stop() {
    server.close();
  }

  private SeedImap client() {
    return SeedImap.logIn(server.host(), server.port(), "alice", "pw");
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void listsParentsThatAreNoMailboxes() {
    alice.create("A/B/C");
    alice.create("Entwürfe & mehr").specialUse("\\Drafts");
    try (var client = client()) {
      assertThat(client.command("LIST \"\" *").lines())
          .containsExactly(
              "LIST (\\HasNoChildren) \"/\" \"INBOX\"",
              "LIST (\\Noselect \\HasChildren) \"/\" \"A\"",
              "LIST (\\Noselect \\HasChildren) \"/\" \"A/B\"",
              "LIST (\\HasNoChildren) \"/\" \"A/B/C\"",
              "LIST (\\HasNoChildren \\Drafts) \"/\" \"Entw&APw-rfe &- mehr\"");
      assertThat(client.command("LIST \"\" A/%").lines())
          .containsExactly("LIST (\\Noselect \\HasChildren) \"/\" \"A/B\"");
      assertThat(client.command("LIST \"\" \"\"").lines())
          .containsExactly("LIST (\\Noselect) \"/\" \"\"");
    }
  }

  @Test
  void listsSubscriptionsOfMailboxesThatAreGone() {
    alice.create("There");
    alice.subscribe("There");
    alice.subscribe("Gone");
    try (var client = client()) {
      assertThat(client.command("LIST (SUBSCRIBED) \"\" *").lines())
          .containsExactly(
              "LIST (\\NonExistent \\Subscribed) \"/\" \"Gone\"",
              "LIST (\\Subscribed) \"/\" \"There\"");
      assertThat(client.subscriptions())
          .extracting(SeedImap.Listed::name)
          .containsExactly("Gone", "There");
    }
  }

  @Test
  void tellsStatusWithTheList() {
    inbox.deliver(octets("12345"), DATE);
    try (var client = client()) {
      assertThat(
              client
                  .command("LIST \"\" (INBOX) RETURN (SUBSCRIBED STATUS (MESSAGES UIDNEXT SIZE))")
                  .lines())
          .containsExactly(
              "LIST () \"/\" \"INBOX\"", "STATUS \"INBOX\" (MESSAGES 1 UIDNEXT 2 SIZE 5)");
    }
  }

  @Test
  void renamesATreeAndRefusesNamesThatWillNotDo() {
    alice.create("Old/Child");
    server.reconfigure(
        options ->
            options.toBuilder()
                .nameRefusal(
                    name ->
                        name.contains("^")
                            ? Optional.of("NO [CANNOT] Circumflex")
                            : Optional.empty())
                .build());
    try (var client = client()) {
      client.create("Old");
      client.rename("Old", "New");

      assertThat(alice.mailboxNames()).containsExactly("INBOX", "New", "New/Child");
      assertThat(client.attempt("CREATE \"a^b\"").text()).contains("Circumflex");
      assertThat(client.attempt("CREATE \"R&bad\"").text()).contains("mUTF-7");
      assertThat(client.attempt("CREATE \"a//b\"").status()).isEqualTo("NO");
      assertThat(client.attempt("CREATE new").isOk()).isTrue();
      assertThat(client.attempt("CREATE New").text()).contains("[ALREADYEXISTS]");
    }
  }

  @Test
  void createsForASpecialUseOnlyWhereItSaysSo() {
    try (var client = client()) {
      client.command("CREATE Sent (USE (\\Sent))");
      assertThat(client.command("LIST (SPECIAL-USE) \"\" *").lines())
          .containsExactly("LIST (\\Sent) \"/\" \"Sent\"");

      server.reconfigure(o -> o.toBuilder().without(Extension.CREATE_SPECIAL_USE).build());
      assertThat(client.attempt("CREATE Junk (USE (\\Junk))").status()).isEqualTo("BAD");
    }
  }

  @Test
  void keepsToItsPrefix() {
    server.reconfigure(o -> o.toBuilder().separator('.').prefix("INBOX.").build());
    try (var client = client()) {
      assertThat(client.attempt("CREATE Sent").status()).isEqualTo("NO");
      client.create("INBOX.Sent");

      assertThat(client.command("NAMESPACE").lines())
          .containsExactly("NAMESPACE ((\"INBOX.\" \".\")) NIL NIL");
      assertThat(client.command("LIST \"\" %").lines())
          .containsExactly("LIST (\\HasChildren) \".\" \"INBOX\"");
    }
  }

  @Test
  void findsByFlagDateSizeHeaderAndTheirCombinations() {
    inbox.deliver(octets("Subject: One\r\nX-A: b c\r\n\r\nhello"), DATE, "\\Seen");
    inbox.deliver(octets("Subject: Two\r\n folded\r\n\r\nworld"), DATE.plusDays(1), "Label");
    inbox.deliver(octets("no header"), DATE.plusDays(2), "\\Deleted");
    try (var client = client()) {
      client.examine("INBOX");

      assertThat(client.search("SEEN")).containsExactly(1L);
      assertThat(client.search("KEYWORD label")).containsExactly(2L);
      assertThat(client.search("NOT DELETED")).containsExactly(1L, 2L);
      assertThat(client.search("OR SEEN DELETED")).containsExactly(1L, 3L);
      assertThat(client.search("(SINCE 1-Jul-2020 UNDELETED)")).containsExactly(2L);
      assertThat(client.search("ON 30-Jun-2020")).containsExactly(1L);
      assertThat(client.search("BEFORE 1-Jul-2020")).containsExactly(1L);
      assertThat(client.search("SUBJECT \"two FOLDED\"")).containsExactly(2L);
      assertThat(client.search("HEADER X-A \"\"")).containsExactly(1L);
      assertThat(client.search("BODY WORLD")).containsExactly(2L);
      assertThat(client.search("LARGER 9 SMALLER 31")).containsExactly(2L);
      assertThat(client.search("UID 2:*")).containsExactly(2L, 3L);
      assertThat(client.search("2")).containsExactly(2L);
      assertThat(client.attempt("UID SEARCH NONSENSE").status()).isEqualTo("BAD");
    }
  }

  @Test
  void answersExtendedSearches() {
    for (int i = 0; i < 5; i++) {
      inbox.deliver(octets("x"), DATE);
    }
    inbox.expunge(List.of(3L));
    try (var client = client()) {
      client.examine("INBOX");

      assertThat(client.command("UID SEARCH RETURN (ALL COUNT MIN MAX) ALL").lines().getFirst())
          .matches("ESEARCH \\(TAG \"s\\d+\"\\) UID MIN 1 MAX 5 ALL 1:2,4:5 COUNT 4");
      assertThat(client.command("UID SEARCH RETURN () SEEN").lines().getFirst())
          .matches("ESEARCH \\(TAG \"s\\d+\"\\) UID");
    }
  }

  @Test
  void tellsOnlyWhatChangedSince() {
    inbox.deliver(octets("a"), DATE);
    inbox.deliver(octets("b"), DATE);
    long before = inbox.highestModSeq();
    inbox.flag(2, "\\Seen");
    try (var client = client()) {
      client.command("ENABLE CONDSTORE");
      assertThat(client.examine("INBOX").answer().code("HIGHESTMODSEQ"))
          .contains(String.valueOf(before + 1));

      assertThat(client.command("UID FETCH 1:* (FLAGS) (CHANGEDSINCE " + before + ")").lines())
          .containsExactly("2 FETCH (UID 2 FLAGS (\\Seen \\Recent) MODSEQ (" + (before + 1) + "))");
      assertThat(client.command("UID SEARCH MODSEQ " + (before + 1)).lines())
          .containsExactly("SEARCH 2 (MODSEQ " + (before + 1) + ")");
    }
  }

  @Test
  void changesFlagsOnlyIfNobodyElseDid() {
    inbox.deliver(octets("a"), DATE);
    inbox.deliver(octets("b"), DATE);
    long known = inbox.highestModSeq();
    try (var client = client()) {
      client.select("INBOX");
      inbox.flag(1, "\\Flagged");

      Answer answer =
          client.command("UID STORE 1:2 (UNCHANGEDSINCE " + known + ") +FLAGS.SILENT (\\Seen)");

      assertThat(answer.code("MODIFIED")).contains("1");
      assertThat(answer.lines())
          .contains("2 FETCH (UID 2 MODSEQ (" + (known + 2) + "))")
          .anyMatch(line -> line.startsWith("1 FETCH (FLAGS (\\Flagged \\Recent) MODSEQ"));
      assertThat(inbox.messages())
          .extracting(message -> String.join(" ", message.flags()))
          .containsExactly("\\Flagged", "\\Seen");
    }
  }

  @Test
  void cutsHeadersTextsAndParts() {
    inbox.deliver(octets("From: a\r\nTo: b\r\n c\r\nSubject: s\r\n\r\nText\r\n"), DATE);
    inbox.deliver(octets("Only: header"), DATE);
    try (var client = client()) {
      client.examine("INBOX");

      assertThat(client.command("UID FETCH 1 (BODY.PEEK[HEADER.FIELDS (to FROM)])").lines())
          .containsExactly(
              "1 FETCH (UID 1 BODY[HEADER.FIELDS (TO FROM)]"
                  + " \"From: a\r\nTo: b\r\n c\r\n\r\n\")");
      assertThat(client.command("UID FETCH 1 (BODY.PEEK[TEXT]<1.2>)").lines())
          .containsExactly("1 FETCH (UID 1 BODY[TEXT]<1> \"ex\")");
      assertThat(client.command("UID FETCH 2 (BODY.PEEK[HEADER] BODY.PEEK[TEXT])").lines())
          .containsExactly("2 FETCH (UID 2 BODY[HEADER] \"Only: header\" BODY[TEXT] \"\")");
      assertThat(client.attempt("UID FETCH 1 (ENVELOPE)").text()).startsWith("[CANNOT]");
    }
  }
}
