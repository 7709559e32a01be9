package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Secret;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** What must work with every server, rich or poor. Each test uses a mailbox of its own. */
@Timeout(120)
interface ServerContract {
  Credentials ALICE = Credentials.of("alice", Secret.of("p\u00e4ss \"w\\rd%"));
  FetchItems BODY =
      FetchItems.of(FetchItem.FLAGS, FetchItem.INTERNAL_DATE).withBody(BodySection.whole());

  /** Where the server is; the user alice is known there. */
  ConnectionSettings settings();

  /** One message as it was stored or fetched. */
  record Mail(Flags flags, InternalDate date, String octets) {
    static Mail of(int number, Flag... flags) {
      return new Mail(
          Flags.of(flags),
          new InternalDate(1_500_000_000L + number * 86_400L, 0),
          "Subject: number "
              + number
              + "\r\nMessage-ID: <"
              + number
              + "@example.com>\r\n\r\nHello\r\n");
    }
  }

  default ImapConnection logIn() {
    var connection = ImapConnection.open(settings());
    connection.login(ALICE);
    return connection;
  }

  default EncodedMailboxName create(ImapConnection connection, String text) {
    var name = EncodedMailboxName.of(new MailboxName(text, '/'), connection.nameEncoding());
    connection.create(name, Optional.empty()).await();
    return name;
  }

  /** Stores messages in as few commands as the server allows, all of them on their way at once. */
  default List<AppendResult> append(
      ImapConnection connection, EncodedMailboxName to, List<Mail> mails) {
    boolean several = connection.capabilities().has("MULTIAPPEND");
    var stored = new ArrayList<Handle<AppendResult>>();
    var batch = connection.append(to);
    int inBatch = 0;
    for (Mail mail : mails) {
      if (inBatch++ > 0 && !several) {
        stored.add(batch.commit());
        batch = connection.append(to);
      }
      byte[] octets = mail.octets().getBytes(ISO_8859_1);
      BodySink sink = batch.begin(mail.flags(), Optional.of(mail.date()), octets.length);
      sink.write(ByteBuffer.wrap(octets));
      sink.end();
    }
    stored.add(batch.commit());
    return stored.stream().map(Handle::await).toList();
  }

  /** Fetches everything in a mailbox, opening it in the same round trip. */
  default Map<Uid, Mail> read(ImapConnection connection, EncodedMailboxName from) {
    var bodies = new LinkedHashMap<Uid, String>();
    var mails = new LinkedHashMap<Uid, Mail>();
    Handle<FetchResult> fetched;
    try (var _ = connection.burst()) {
      connection.examine(from, SelectOptions.usual());
      fetched =
          connection.uidFetch(
              UidSet.range(1, Uid.MAX_VALUE),
              BODY,
              new FetchHandler() {
                @Override
                public void message(FetchedItems items) {
                  Flags flags = items.flags().orElseThrow().keep(flag -> !flag.equals(Flag.RECENT));
                  // Dovecot tells dates in its own time zone.
                  long second = items.internalDate().orElseThrow().epochSecond();
                  mails.put(
                      items.uid(),
                      new Mail(flags, new InternalDate(second, 0), bodies.get(items.uid())));
                }

                @Override
                public BodySink begin(FetchedItems soFar, long exactBytes) {
                  return new Collecting(exactBytes, text -> bodies.put(soFar.uid(), text));
                }
              });
    }
    fetched.await();
    return mails;
  }

  /** Keeps a body as text, one character an octet, and checks its announced length. */
  record Collecting(
      long exactBytes, ByteArrayOutputStream octets, java.util.function.Consumer<String> whole)
      implements BodySink {
    Collecting(long exactBytes, java.util.function.Consumer<String> whole) {
      this(exactBytes, new ByteArrayOutputStream(), whole);
    }

    @Override
    public void write(ByteBuffer slice) {
      octets.write(slice.array(), slice.arrayOffset() + slice.position(), slice.remaining());
    }

    @Override
    public void end() {
      assertThat(octets.size()).isEqualTo(exactBytes);
      whole.accept(octets.toString(ISO_8859_1));
    }

    @Override
    public void abort(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  @Test
  default void tellsWrongPasswordsFromRightOnes() {
    try (var connection = ImapConnection.open(settings())) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> connection.login(Credentials.of("alice", Secret.of("wrong"))))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));

      connection.login(ALICE);

      assertThat(connection.state()).isEqualTo(ConnectionState.AUTHENTICATED);
      assertThat(connection.capabilities().has("IMAP4rev1")).isTrue();
      assertThat(connection.logout().await()).isTrue();
    }
  }

  @Test
  @Tag("I5")
  default void givesBackWhatWasStored() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "stored");
      var mails =
          List.of(
              Mail.of(1),
              Mail.of(2, Flag.SEEN, Flag.FLAGGED),
              Mail.of(3, Flag.of("$Forwarded"), Flag.ANSWERED, Flag.DRAFT),
              new Mail(
                  Flags.none(),
                  new InternalDate(0, 0),
                  "Subject: \u00e9\u00fc\r\n\r\n(){%*\"\\\r\n)\r\n"));

      var stored = append(connection, mailbox, mails);

      assertThat(stored).allMatch(result -> result.tagged().isOk());
      assertThat(read(connection, mailbox).values()).containsExactlyElementsOf(mails);
      if (connection.capabilities().hasUidPlus()) {
        assertThat(stored.stream().flatMap(result -> result.uids().stream()))
            .containsExactlyElementsOf(read(connection, mailbox).keySet());
      }
    }
  }

  @Test
  @Tag("X5")
  default void passesLargeBodies() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "large");
      var random = new Random(5);
      var text = new StringBuilder("Subject: large\r\n\r\n");
      while (text.length() < 3_000_000) {
        text.append(Long.toHexString(random.nextLong())).append("\r\n");
      }
      var mail = new Mail(Flags.none(), new InternalDate(1_600_000_000, 0), text.toString());

      append(connection, mailbox, List.of(mail));

      assertThat(read(connection, mailbox).values()).containsExactly(mail);
    }
  }

  @Test
  @Tag("B1")
  default void discoversTheTree() {
    try (var connection = logIn()) {
      var parent = create(connection, "Envoy\u00e9s & co");
      create(connection, "Envoy\u00e9s & co/\u53f0\u5317 \"x\"");
      append(connection, parent, List.of(Mail.of(1), Mail.of(2)));
      connection.subscribe(parent).await();

      var listed = connection.discover(EnumSet.allOf(StatusItem.class));

      var found =
          listed.stream().filter(m -> m.wireName().equals(parent)).findFirst().orElseThrow();
      assertThat(found.name()).isEqualTo(new MailboxName("Envoy\u00e9s & co", '/'));
      assertThat(found.isSubscribed()).isTrue();
      assertThat(found.isSelectable()).isTrue();
      assertThat(found.status().orElseThrow().messages()).hasValue(2);
      assertThat(found.status().orElseThrow().uidValidity()).isPresent();
      assertThat(listed)
          .extracting(m -> m.name().text())
          .contains("INBOX", "Envoy\u00e9s & co/\u53f0\u5317 \"x\"");
      connection.unsubscribe(parent).await();
      assertThat(connection.lsub("*").await()).noneMatch(m -> m.wireName().equals(parent));
    }
  }

  @Test
  default void renamesAndDeletes() {
    try (var connection = logIn()) {
      var old = create(connection, "before");
      var now = EncodedMailboxName.of(new MailboxName("after", '/'), connection.nameEncoding());

      connection.rename(old, now).await();
      assertThat(connection.status(now, EnumSet.of(StatusItem.MESSAGES)).await().messages())
          .hasValue(0);
      connection.delete(now).await();

      assertThat(connection.list(ListQuery.plain("*")).await())
          .noneMatch(m -> m.wireName().equals(now) || m.wireName().equals(old));
      var again = connection.delete(now);
      assertThatExceptionOfType(RefusedException.class).isThrownBy(again::await);
    }
  }

  @Test
  default void refusesToStoreIntoNothing() {
    try (var connection = logIn()) {
      var missing = EncodedMailboxName.of(new MailboxName("no such", '/'), NameEncoding.UTF8);

      var results = append(connection, missing, List.of(Mail.of(1)));

      assertThat(results.getFirst().tagged().status()).isEqualTo(ResponseStatus.NO);
      assertThat(results.getFirst().tagged().hasCode("TRYCREATE")).isTrue();
      assertThat(connection.noop().await().isOk()).isTrue();
    }
  }

  @Test
  default void readsNothingBehindASelectThatFails() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "selected before");
      append(connection, mailbox, List.of(Mail.of(1)));
      connection.select(mailbox, SelectOptions.usual()).await();
      var missing = EncodedMailboxName.of(new MailboxName("no such", '/'), NameEncoding.UTF8);
      var bodies = new Bodies();
      Handle<SelectedMailbox> selected;
      Handle<FetchResult> fetched;
      try (var _ = connection.burst()) {
        selected = connection.examine(missing, SelectOptions.usual());
        fetched = connection.uidFetch(UidSet.range(1, Uid.MAX_VALUE), BODY, bodies);
      }

      assertThatExceptionOfType(RefusedException.class).isThrownBy(selected::await);
      assertThatExceptionOfType(RefusedException.class).isThrownBy(fetched::await);
      assertThat(bodies.calls).isEmpty();
      assertThat(read(connection, mailbox)).hasSize(1);
    }
  }

  @Test
  @Tag("X4")
  default void readsTwoMailboxesInOneRoundTrip() {
    try (var connection = logIn()) {
      var first = create(connection, "first");
      var second = create(connection, "second");
      append(connection, first, List.of(Mail.of(1), Mail.of(2)));
      append(connection, second, List.of(Mail.of(3)));
      var ofFirst = new Bodies();
      var ofSecond = new Bodies();
      Handle<SelectedMailbox> one;
      Handle<SelectedMailbox> two;
      Handle<FetchResult> oneFetched;
      Handle<FetchResult> twoFetched;
      try (var _ = connection.burst()) {
        one = connection.examine(first, SelectOptions.usual());
        oneFetched = connection.uidFetch(UidSet.range(1, 9), BODY, ofFirst);
        two = connection.examine(second, SelectOptions.usual());
        twoFetched = connection.uidFetch(UidSet.range(1, 9), BODY, ofSecond);
      }

      assertThat(one.await().exists()).isEqualTo(2);
      assertThat(two.await().exists()).isEqualTo(1);
      assertThat(oneFetched.await().told()).isEqualTo(UidSet.range(1, 2));
      assertThat(twoFetched.await().told()).isEqualTo(UidSet.of(1));
      assertThat(ofFirst.calls).anyMatch(call -> call.contains("number 2"));
      assertThat(ofSecond.calls).anyMatch(call -> call.contains("number 3"));
    }
  }

  @Test
  default void tellsWhatIsNotThere() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "with gaps");
      append(connection, mailbox, List.of(Mail.of(1), Mail.of(2), Mail.of(3)));
      connection.select(mailbox, SelectOptions.usual()).await();
      var second = UidSet.of(2);
      connection.uidStore(second, StoreChange.adding(Flags.of(Flag.DELETED))).await();
      assertThat(connection.expunge().await().isOk()).isTrue();

      var fetched = connection.uidFetch(UidSet.range(1, 5), BODY, new Bodies()).await();

      assertThat(fetched.notDelivered()).isEqualTo(UidSet.of(2, 4, 5));
      assertThat(fetched.told()).isEqualTo(UidSet.of(1, 3));
      assertThat(connection.uidSearch(SearchQuery.all()).await().uids()).isEqualTo(UidSet.of(1, 3));
      assertThat(connection.expunges()).isEqualTo(1);
    }
  }

  @Test
  default void changesFlags() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "flags");
      append(connection, mailbox, List.of(Mail.of(1), Mail.of(2, Flag.FLAGGED)));
      var selected = connection.select(mailbox, SelectOptions.usual()).await();
      assertThat(selected.keeps(Flag.SEEN)).isTrue();
      assertThat(selected.keeps(Flag.of("$new"))).isTrue();
      var both = UidSet.range(1, 2);

      var add = connection.uidStore(both, StoreChange.adding(Flags.of(Flag.SEEN, Flag.of("$x"))));
      var take = connection.uidStore(both, StoreChange.removing(Flags.of(Flag.FLAGGED)));

      assertThat(add.await().tagged().isOk()).isTrue();
      assertThat(take.await().tagged().isOk()).isTrue();
      assertThat(read(connection, mailbox).values())
          .extracting(Mail::flags)
          .containsOnly(Flags.of(Flag.SEEN, Flag.of("$x")));
    }
  }

  @Test
  default void leavesAloneWhatHasChanged() {
    try (var connection = logIn()) {
      if (!connection.capabilities().has("CONDSTORE")) {
        return;
      }
      var mailbox = create(connection, "conditional");
      append(connection, mailbox, List.of(Mail.of(1), Mail.of(2)));
      ModSeq known = connection.select(mailbox, SelectOptions.usual()).await().highestModSeq();
      assertThat(known.isKnown()).isTrue();
      connection.uidStore(UidSet.of(2), StoreChange.adding(Flags.of(Flag.SEEN))).await();

      var change = StoreChange.adding(Flags.of(Flag.FLAGGED)).ifUnchangedSince(known);
      var stored = connection.uidStore(UidSet.range(1, 2), change).await();

      assertThat(stored.modified()).isEqualTo(UidSet.of(2));
      var changed = new ArrayList<Uid>();
      connection
          .uidFetchChanged(
              UidSet.range(1, Uid.MAX_VALUE),
              known,
              FetchItems.of(FetchItem.FLAGS, FetchItem.MODSEQ),
              items -> changed.add(items.uid()))
          .await();
      assertThat(changed).containsExactly(new Uid(1), new Uid(2));
    }
  }

  @Test
  default void copiesAndMoves() {
    try (var connection = logIn()) {
      var from = create(connection, "from here");
      var to = create(connection, "to there");
      append(connection, from, List.of(Mail.of(1), Mail.of(2), Mail.of(3)));
      connection.select(from, SelectOptions.usual()).await();

      var copied = connection.uidCopy(UidSet.range(1, 2), to).await();

      assertThat(copied.tagged().isOk()).isTrue();
      boolean told = connection.capabilities().hasUidPlus();
      assertThat(!told || copied.uids().isPresent()).isTrue();
      if (connection.capabilities().has("MOVE")) {
        var moved = connection.uidMove(UidSet.of(3), to).await();
        assertThat(moved.tagged().isOk()).isTrue();
        assertThat(!told || moved.uids().isPresent()).isTrue();
        assertThat(read(connection, from)).hasSize(2);
        assertThat(read(connection, to)).hasSize(3);
      }
    }
  }

  @Test
  default void removesByUidAndNothingElse() {
    try (var connection = logIn()) {
      if (!connection.capabilities().hasUidPlus()) {
        return;
      }
      var mailbox = create(connection, "removed");
      append(connection, mailbox, List.of(Mail.of(1), Mail.of(2), Mail.of(3)));
      connection.select(mailbox, SelectOptions.usual()).await();
      var deleted = StoreChange.adding(Flags.of(Flag.DELETED));
      connection.uidStore(UidSet.range(1, 2), deleted);

      assertThat(connection.uidExpunge(UidSet.of(1)).await().isOk()).isTrue();

      assertThat(connection.uidSearch(SearchQuery.all()).await().uids()).isEqualTo(UidSet.of(2, 3));
    }
  }

  @Test
  default void searches() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "searched");
      append(connection, mailbox, List.of(Mail.of(1), Mail.of(2, Flag.SEEN), Mail.of(3)));
      connection.examine(mailbox, SelectOptions.usual());
      var unseen = connection.uidSearch(SearchQuery.all().andNot(Flag.SEEN));
      var ranged = connection.uidSearch(SearchQuery.uids(UidSet.range(2, 9)));
      var none = connection.uidSearch(SearchQuery.all().larger(1_000_000));
      var byId = connection.uidSearch(SearchQuery.all().header("Message-ID", "<3@example.com>"));

      assertThat(unseen.await().uids()).isEqualTo(UidSet.of(1, 3));
      assertThat(ranged.await().uids()).isEqualTo(UidSet.of(2, 3));
      assertThat(none.await().uids()).isEqualTo(UidSet.empty());
      assertThat(byId.await().uids()).isEqualTo(UidSet.of(3));
    }
  }

  @Test
  @Tag("X4")
  default void listsAThousandMessagesWithTheirHeaders() {
    try (var connection = logIn()) {
      var mailbox = create(connection, "many");
      var mails = new ArrayList<Mail>();
      for (int i = 1; i <= 1000; i++) {
        mails.add(Mail.of(i));
      }
      append(connection, mailbox, mails);
      connection.examine(mailbox, SelectOptions.usual());
      var ids = new ArrayList<String>();
      var items = FetchItems.of(FetchItem.FLAGS).withBody(BodySection.headerFields("Message-ID"));
      // Every second one by one, so that the set is too long for one line.
      var scattered = new UidSet.Builder();
      for (long uid = 1; uid <= 20_000; uid += 2) {
        scattered.add(uid);
      }

      var fetched =
          connection.uidFetch(
              scattered.build(),
              items,
              new FetchHandler() {
                @Override
                public void message(FetchedItems told) {}

                @Override
                public BodySink begin(FetchedItems soFar, long exactBytes) {
                  return new Collecting(exactBytes, ids::add);
                }
              });

      assertThat(fetched.await().told().size()).isEqualTo(500);
      assertThat(ids).hasSize(500).allMatch(text -> text.contains("@example.com"));
    }
  }

  @Test
  default void tellsNamespacesIdsAndQuotasWhereItCan() {
    try (var connection = logIn()) {
      var capabilities = connection.capabilities();
      if (capabilities.has("NAMESPACE")) {
        assertThat(connection.namespace().await().personal()).isNotEmpty();
      }
      if (capabilities.has("ID")) {
        assertThat(connection.id(Map.of("name", "test")).await()).isNotNull();
      }
      if (capabilities.has("QUOTA")) {
        assertThat(connection.quotaRoot(EncodedMailboxName.inbox()).await()).isNotNull();
      }
      if (capabilities.has("ENABLE") && capabilities.has("CONDSTORE")) {
        assertThat(connection.enable("CONDSTORE").await().has("CONDSTORE")).isTrue();
      }
      if (capabilities.has("UNSELECT")) {
        connection.examine(EncodedMailboxName.inbox(), SelectOptions.usual());
        assertThat(connection.unselect().await().isOk()).isTrue();
      }
      if (capabilities.has("CREATE-SPECIAL-USE")) {
        var sent = EncodedMailboxName.of(new MailboxName("Sent 2", '/'), NameEncoding.UTF8);
        connection.create(sent, Optional.of(SpecialUse.SENT)).await();
      }
      assertThat(connection.capability().await()).isEqualTo(capabilities);
    }
  }
}
