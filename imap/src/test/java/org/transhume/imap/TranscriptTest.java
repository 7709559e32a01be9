package org.transhume.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.imap.testkit.script.Delivery;
import org.transhume.imap.testkit.script.ScriptedImapServer;
import org.transhume.imap.testkit.script.Transcript;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Secret;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** Conversations with real servers, octet by octet, over a socket. */
@Timeout(60)
class TranscriptTest {
  private static final EncodedMailboxName INBOX = EncodedMailboxName.inbox();
  private static final Credentials ALICE = Credentials.of("alice", Secret.of("hunter2"));
  private static final FetchItems BODY = FetchItems.of().withBody(BodySection.whole());

  static List<Delivery> deliveries() {
    return Delivery.all();
  }

  private static ScriptedImapServer server(Delivery delivery, String transcript) {
    return ScriptedImapServer.builder()
        .delivery(delivery)
        .start(Transcript.resource(TranscriptTest.class, "transcripts/" + transcript));
  }

  private static ImapConnection open(ScriptedImapServer server) {
    return ImapConnection.open(
        ConnectionSettings.of(ImapEndpoint.of(server.host(), server.port(), TlsMode.PLAIN)));
  }

  private static void add(
      AppendBatch batch, Flags flags, Optional<InternalDate> date, String body) {
    BodySink sink = batch.begin(flags, date, body.length());
    sink.write(ByteBuffer.wrap(body.getBytes(US_ASCII)));
    sink.end();
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void dovecotAtFirstContact(Delivery delivery) {
    try (var server = server(delivery, "dovecot-2.3.19/first-contact.transcript")) {
      var bodies = new Bodies();
      try (var connection = open(server)) {
        connection.login(ALICE);
        assertThat(connection.discover(EnumSet.allOf(StatusItem.class)))
            .extracting(ListedMailbox::name)
            .containsExactly(new MailboxName("Été", '/'), MailboxName.inbox('/'));
        var batch = connection.append(INBOX);
        add(
            batch,
            Flags.of(Flag.SEEN),
            Optional.of(InternalDate.parse("17-Jul-1996 02:44:25 -0700")),
            "Subject: one\r\n\r\n(body)\r\n");
        add(
            batch,
            Flags.of(Flag.of("$Forwarded")),
            Optional.of(InternalDate.parse(" 1-Jan-2024 00:00:00 +0000")),
            "Subject: two\r\n\r\nno final line end");
        assertThat(batch.commit().await().uids()).containsExactly(new Uid(1), new Uid(2));

        Handle<SelectedMailbox> selected;
        Handle<FetchResult> fetched;
        Handle<SearchResult> found;
        try (var _ = connection.burst()) {
          selected = connection.examine(INBOX, SelectOptions.usual());
          fetched =
              connection.uidFetch(
                  UidSet.range(1, Uid.MAX_VALUE),
                  FetchItems.of(FetchItem.FLAGS, FetchItem.INTERNAL_DATE)
                      .withBody(BodySection.whole()),
                  bodies);
          found = connection.uidSearch(SearchQuery.all());
        }
        assertThat(selected.await().readOnly()).isTrue();
        assertThat(fetched.await().told()).isEqualTo(UidSet.range(1, 2));
        assertThat(found.await().uids()).isEqualTo(UidSet.range(1, 2));
        assertThat(connection.logout().await()).isTrue();
      }

      server.verifyCompleted();
      assertThat(bodies.calls)
          .containsExactly(
              "begin 1 24",
              "end 1 Subject: one\r\n\r\n(body)\r\n",
              "message UID 1 \\Recent \\Seen 17-Jul-1996 09:44:25 +0000 -1 0",
              "begin 2 33",
              "end 2 Subject: two\r\n\r\nno final line end",
              "message UID 2 $Forwarded \\Recent  1-Jan-2024 00:00:00 +0000 -1 0");
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void dovecotCutsABodyShort(Delivery delivery) {
    try (var server = server(delivery, "dovecot-2.3.19/body-cut-short.transcript")) {
      var bodies = new Bodies();
      try (var connection = open(server)) {
        connection.examine(INBOX, SelectOptions.usual()).await();
        var fetched = connection.uidFetch(UidSet.range(1, 2), BODY, bodies);

        assertThatExceptionOfType(ImapException.class)
            .isThrownBy(fetched::await)
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONNECTION_LOST));
        await().until(() -> bodies.calls.size() == 2);
      }

      assertThat(bodies.calls)
          .containsExactly("begin 1 100", "abort 1 Subject: only this\r\n CONNECTION_LOST");
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void dovecotTellsOfAMessageThatIsGone(Delivery delivery) {
    try (var server = server(delivery, "dovecot-2.3.19/expunged-by-another.transcript")) {
      var bodies = new Bodies();
      try (var connection = open(server)) {
        connection.examine(INBOX, SelectOptions.usual()).await();
        var fetched = connection.uidFetch(UidSet.range(1, 3), BODY, bodies).await();

        assertThat(fetched.notDelivered()).isEqualTo(UidSet.of(2));
        assertThat(fetched.tagged().hasCode("EXPUNGEISSUED")).isTrue();
        connection.noop().await();
        assertThat(connection.expunges()).isEqualTo(1);
      }
      server.verifyCompleted();
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void courierTakesOneThingAtATime(Delivery delivery) {
    try (var server = server(delivery, "courier-5.0.13/one-by-one.transcript")) {
      var bodies = new Bodies();
      try (var connection = open(server)) {
        connection.login(ALICE);
        var items = EnumSet.of(StatusItem.MESSAGES, StatusItem.UIDNEXT, StatusItem.UIDVALIDITY);
        var listed = connection.discover(items);
        assertThat(listed).extracting(ListedMailbox::isSubscribed).containsExactly(false, true);
        var batch = connection.append(INBOX);
        add(batch, Flags.none(), Optional.empty(), "Subject: one\r\n\r\nbody\r\n");
        assertThat(batch.commit().await().uids()).containsExactly(new Uid(1));

        Handle<SelectedMailbox> selected;
        Handle<FetchResult> fetched;
        try (var _ = connection.burst()) {
          selected = connection.examine(INBOX, SelectOptions.usual());
          fetched = connection.uidFetch(UidSet.range(1, Uid.MAX_VALUE), BODY, bodies);
        }
        assertThat(selected.await().uidNext()).isEmpty();
        assertThat(fetched.await().told()).isEqualTo(UidSet.of(1));
      }
      server.verifyCompleted();
      assertThat(bodies.calls).contains("end 1 Subject: one\r\n\r\nbody\r\n");
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void exchangeReadsABodyAsCommands(Delivery delivery) {
    try (var server = server(delivery, "exchange/literal-read-as-commands.transcript")) {
      try (var connection = open(server)) {
        var batch = connection.append(INBOX);
        add(batch, Flags.none(), Optional.empty(), "Subject: one\r\n\r\n<body of a message>\r\n");
        var stored = batch.commit();
        var noop = connection.noop();

        assertThat(stored.await().tagged().status()).isEqualTo(ResponseStatus.NO);
        assertThatExceptionOfType(ImapException.class)
            .isThrownBy(noop::await)
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
        assertThat(connection.isOpen()).isFalse();
      }
      server.verifyCompleted();
    }
  }
}
