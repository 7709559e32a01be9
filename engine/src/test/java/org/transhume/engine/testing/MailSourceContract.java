package org.transhume.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.engine.testing.Endpoints.bodies;
import static org.transhume.engine.testing.Endpoints.collectInto;
import static org.transhume.engine.testing.Endpoints.fill;
import static org.transhume.engine.testing.Endpoints.list;
import static org.transhume.engine.testing.Endpoints.mail;
import static org.transhume.engine.testing.Endpoints.mailOf;
import static org.transhume.engine.testing.Endpoints.text;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.content.ContentReader;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * What every {@link MailSource} does. Implement it in a test class that gives each test an account
 * of its own with nothing but an empty INBOX.
 */
@Timeout(60)
public interface MailSourceContract {
  /** Opens the test's account to be read from; the test closes it. */
  MailSource openSource();

  /** Opens the same account to be filled; the test closes it. */
  MailDestination openDestination();

  @Test
  default void listsTheFoldersOfTheAccount() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName work = Endpoints.name(owner.folders(), "Work");
      MailboxName deep = Endpoints.name(owner.folders(), "Work", "2026 \u00e9t\u00e9");
      fill(owner, work, mail(1), mail(2));
      owner.create(deep, Optional.empty()).await();
      owner.subscribe(deep).await();

      var listed = source.folders();

      assertThat(listed.folders()).extracting(ListedFolder::name).doesNotHaveDuplicates();
      assertThat(listed.find(MailboxName.inbox(listed.separator())))
          .hasValueSatisfying(inbox -> assertThat(inbox.selectable()).isTrue());
      assertThat(listed.find(work))
          .hasValueSatisfying(
              folder -> {
                assertThat(folder.selectable()).isTrue();
                assertThat(folder.namespace()).isEqualTo(ListedFolder.Namespace.PERSONAL);
                folder.status().ifPresent(status -> assertThat(status.messages()).isEqualTo(2));
              });
      assertThat(listed.find(deep))
          .hasValueSatisfying(folder -> assertThat(folder.subscribed()).isTrue());
    }
  }

  @Test
  default void opensAFolderWithTheStatusItHas() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName name = Endpoints.name(owner.folders(), "Work");
      List<Long> uids = fill(owner, name, mail(1), mail(2));

      try (OpenFolder folder = source.open(name)) {
        FolderStatus status = folder.status();

        assertThat(status.messages()).isEqualTo(2);
        status.uidNext().ifPresent(next -> assertThat(next.value()).isGreaterThan(uids.getLast()));
        assertThat(status.highestModSeq().isKnown()).isEqualTo(source.abilities().tellsChanges());
        source
            .folders()
            .find(name)
            .flatMap(ListedFolder::status)
            .ifPresent(listed -> assertThat(listed.uidValidity()).isEqualTo(status.uidValidity()));
      }
    }
  }

  @Test
  default void saysThatAFolderIsNotThere() {
    try (var source = openSource()) {
      MailboxName missing = Endpoints.name(source.folders(), "Nowhere");

      assertThatThrownBy(() -> source.open(missing))
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.FOLDER_MISSING);
                assertThat(e.side()).isEqualTo(Side.SOURCE);
                assertThat(e.scope()).isEqualTo(Scope.FOLDER);
              });
      for (int i = 0; i <= source.abilities().maxConnections(); i++) {
        assertThatThrownBy(() -> source.open(missing)).isInstanceOf(EndpointException.class);
      }
      source.open(MailboxName.inbox(missing.separator())).close();
    }
  }

  @Test
  default void tellsTheUidsThatAreThereNow() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> first = fill(owner, inbox, mail(1), mail(2));

      try (OpenFolder folder = source.open(inbox)) {
        assertThat(folder.uids().await()).isEqualTo(setOf(first));

        List<Long> second = fill(owner, inbox, mail(3));
        assertThat(folder.uids().await()).isEqualTo(setOf(first).union(setOf(second)));
        assertThat(bodies(folder, setOf(second))).containsEntry(second.getFirst(), text(mail(3)));
      }
    }
  }

  @Test
  default void listsWhatWasAskedForAndNothingElse() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      Mail one = mail(1, Flag.SEEN, Flag.of("$Forwarded"));
      List<Long> uids = fill(owner, inbox, one, mail(2));

      try (OpenFolder folder = source.open(inbox)) {
        UidSet first = UidSet.of(uids.getFirst());
        Meta all = list(folder, first).getFirst();
        Meta bare = list(folder, first, EnumSet.noneOf(Item.class)).getFirst();
        Meta flags = list(folder, first, Set.of(Item.FLAGS)).getFirst();

        assertThat(all.uid().value()).isEqualTo(uids.getFirst());
        assertThat(withoutRecent(all.flags())).isEqualTo(one.flags());
        assertThat(all.internalDate())
            .hasValueSatisfying(date -> assertThat(date.sameInstant(one.internalDate())).isTrue());
        assertThat(all.sizeBytes()).isPresent();
        assertThat(all.identity()).isPresent();
        assertThat(all.modSeq().isKnown()).isEqualTo(source.abilities().tellsChanges());
        assertThat(bare)
            .isEqualTo(
                new Meta(
                    all.uid(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    ModSeq.NONE));
        assertThat(flags.flags()).isEqualTo(all.flags());
        assertThat(flags.internalDate()).isEmpty();
        assertThat(flags.identity()).isEmpty();
      }
    }
  }

  @Test
  default void tellsWhichMessagesItListed() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1), mail(2), mail(3));

      try (OpenFolder folder = source.open(inbox)) {
        var told = new ArrayList<Meta>();
        UidSet wanted = UidSet.of(uids.get(1), uids.get(2), uids.get(2) + 1, uids.get(2) + 500);

        UidSet listed = folder.list(wanted, Set.of(Item.FLAGS), told::add).await();

        assertThat(listed).isEqualTo(UidSet.of(uids.get(1), uids.get(2)));
        assertThat(told)
            .extracting(meta -> meta.uid().value())
            .containsExactlyInAnyOrder(uids.get(1), uids.get(2));
        assertThat(folder.list(UidSet.empty(), Set.of(Item.FLAGS), told::add).await())
            .isEqualTo(UidSet.empty());
      }
    }
  }

  @Test
  default void listsTheIdentityThatTheWholeMessageHas() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      Mail awkward =
          Mail.of(
              "Received: by mx.example.org\r\n"
                  + "\tfor <bob@example.com>; Mon, 23 Nov 2026\r\n"
                  + "SUBJECT: =?iso-8859-1?q?caf=E9?=\r\n"
                  + " =?utf-8?b?w6k=?= and\r\n"
                  + "\tmore\r\n"
                  + "Message-Id: <1@example.org>\r\n"
                  + "from: Ann <ann@example.org>\r\n"
                  + "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
                  + "To: bob@example.com\r\n\r\n"
                  + "To: body\r\n",
              Flags.none(),
              mail(1).internalDate());
      List<Long> uids = fill(owner, inbox, awkward, mail(2));

      try (OpenFolder folder = source.open(inbox)) {
        for (Meta meta : list(folder, setOf(uids), Set.of(Item.IDENTITY))) {
          Mail original = meta.uid().value() == uids.getFirst() ? awkward : mail(2);
          var reader = new ContentReader();
          reader.read(original.octets());

          assertThat(Identity.of(meta.identity().orElseThrow()))
              .isEqualTo(new Identity(reader.finish().identity(), true));
        }
      }
    }
  }

  @Test
  default void fetchesBodiesOctetByOctet() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      Mail large = mailOf(1_000_003);
      List<Long> uids = fill(owner, inbox, mail(1), large, mailOf(8192), mail(4));

      try (OpenFolder folder = source.open(inbox)) {
        var fetched = new LinkedHashMap<Long, String>();

        assertThat(folder.bodies(setOf(uids), collectInto(fetched)).await())
            .isEqualTo(UidSet.empty());
        assertThat(fetched)
            .containsOnlyKeys(uids)
            .containsEntry(uids.get(0), text(mail(1)))
            .containsEntry(uids.get(1), text(large))
            .containsEntry(uids.get(2), text(mailOf(8192)))
            .containsEntry(uids.get(3), text(mail(4)));
      }
    }
  }

  @Test
  default void tellsWhichBodiesItDidNotDeliver() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1), mail(2));
      UidSet missing = UidSet.of(uids.getLast() + 1, uids.getLast() + 7);

      try (OpenFolder folder = source.open(inbox)) {
        var fetched = new LinkedHashMap<Long, String>();

        assertThat(folder.bodies(setOf(uids).union(missing), collectInto(fetched)).await())
            .isEqualTo(missing);
        assertThat(fetched).containsOnlyKeys(uids);
        assertThat(folder.bodies(missing, collectInto(fetched)).await()).isEqualTo(missing);
        assertThat(folder.bodies(UidSet.empty(), collectInto(fetched)).await())
            .isEqualTo(UidSet.empty());
      }
    }
  }

  @Test
  default void takesSeveralRequestsBeforeTheFirstIsAnswered() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1), mailOf(300_000), mail(3), mail(4));

      try (OpenFolder folder = source.open(inbox)) {
        var fetched = new LinkedHashMap<Long, String>();
        var told = new ArrayList<Meta>();
        var first = folder.bodies(UidSet.of(uids.get(0), uids.get(1)), collectInto(fetched));
        var listing = folder.list(setOf(uids), Set.of(Item.FLAGS), told::add);
        var second = folder.bodies(UidSet.of(uids.get(2), uids.get(3)), collectInto(fetched));
        var all = folder.uids();

        assertThat(all.await()).isEqualTo(setOf(uids));
        assertThat(second.await()).isEqualTo(UidSet.empty());
        assertThat(first.isDone()).isTrue();
        assertThat(first.await()).isEqualTo(UidSet.empty());
        assertThat(listing.await()).isEqualTo(setOf(uids));
        assertThat(told).hasSize(4);
        assertThat(fetched).hasSize(4).containsEntry(uids.get(3), text(mail(4)));
      }
    }
  }

  @Test
  default void doesNotMarkWhatItReads() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1));
      try (OpenFolder folder = source.open(inbox)) {
        bodies(folder, setOf(uids));
      }

      try (OpenFolder folder = source.open(inbox)) {
        Meta after = list(folder, setOf(uids), Set.of(Item.FLAGS)).getFirst();

        assertThat(withoutRecent(after.flags())).isEqualTo(Flags.none());
      }
    }
  }

  @Test
  default void tellsWhatChangedSince() {
    try (var owner = openDestination();
        var source = openSource()) {
      if (!source.abilities().tellsChanges()) {
        return; // The endpoint tells no changes: nothing to hold it to.
      }
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1), mail(2), mail(3));
      ModSeq before;
      try (OpenFolder folder = source.open(inbox)) {
        before = folder.status().highestModSeq();
      }
      try (DestinationFolder folder = owner.open(inbox)) {
        folder
            .store(UidSet.of(uids.get(1)), Flags.of(Flag.FLAGGED), Flags.none(), Optional.empty())
            .await();
      }

      try (OpenFolder folder = source.open(inbox)) {
        var told = new ArrayList<Meta>();
        UidSet changed = folder.changedSince(before, setOf(uids), told::add).await();

        assertThat(changed).isEqualTo(UidSet.of(uids.get(1)));
        assertThat(withoutRecent(told.getFirst().flags())).isEqualTo(Flags.of(Flag.FLAGGED));
        assertThat(told.getFirst().modSeq()).isGreaterThan(before);
        assertThat(folder.status().highestModSeq())
            .isGreaterThanOrEqualTo(told.getFirst().modSeq());
        assertThat(folder.changedSince(before, UidSet.of(uids.get(0)), told::add).await())
            .isEqualTo(UidSet.empty());
        assertThat(
                folder
                    .changedSince(folder.status().highestModSeq(), setOf(uids), told::add)
                    .await())
            .isEqualTo(UidSet.empty());
      }
    }
  }

  @Test
  default void handsTheReceiversExceptionToWhoeverAwaits() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1), mail(2));
      var broken = new IllegalStateException("The destination is full");

      try (OpenFolder folder = source.open(inbox)) {
        var handle =
            folder.bodies(
                setOf(uids),
                (_, _) -> {
                  throw broken;
                });

        assertThatThrownBy(handle::await).isSameAs(broken);
      }
      try (OpenFolder folder = source.open(inbox)) {
        assertThat(bodies(folder, setOf(uids))).hasSize(2);
      }
    }
  }

  @Test
  default void abortsTheSinkThatThrew() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mailOf(200_000));
      var broken = new IllegalStateException("The destination is gone");
      var sink = new ThrowingSink(broken);

      try (OpenFolder folder = source.open(inbox)) {
        assertThatThrownBy(() -> folder.bodies(setOf(uids), (_, _) -> sink).await())
            .isSameAs(broken);
      }
      assertThat(sink.calls()).containsExactly("write", "abort");
    }
  }

  @Test
  default void failsWhatIsOpenWhenTheFolderIsClosed() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1));
      OpenFolder folder = source.open(inbox);

      folder.close();
      folder.close();

      assertThatThrownBy(() -> folder.uids().await()).isInstanceOf(EndpointException.class);
      assertThatThrownBy(
              () -> folder.bodies(setOf(uids), collectInto(new LinkedHashMap<>())).await())
          .isInstanceOf(EndpointException.class);
    }
  }

  @Test
  default void givesConnectionsBackWhenFoldersAreClosed() {
    try (var owner = openDestination();
        var source = openSource()) {
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      fill(owner, inbox, mail(1));
      int connections = source.abilities().maxConnections();

      for (int round = 0; round < 3; round++) {
        var open = new ArrayList<OpenFolder>();
        for (int i = 0; i < Math.min(connections, 5); i++) {
          open.add(source.open(inbox));
        }
        open.forEach(folder -> assertThat(folder.uids().await().size()).isEqualTo(1));
        open.forEach(OpenFolder::close);
      }
    }
  }

  @Test
  default void forgetsMessagesThatWereRemoved() {
    try (var owner = openDestination();
        var source = openSource()) {
      if (!owner.abilities().canRemoveByUid()) {
        return; // The endpoint removes no single messages: nothing to hold it to.
      }
      MailboxName inbox = MailboxName.inbox(owner.folders().separator());
      List<Long> uids = fill(owner, inbox, mail(1), mail(2), mail(3));

      try (OpenFolder folder = source.open(inbox)) {
        try (DestinationFolder writing = owner.open(inbox)) {
          writing.remove(UidSet.of(uids.get(1))).await();
        }

        assertThat(folder.uids().await()).isEqualTo(UidSet.of(uids.get(0), uids.get(2)));
        Map<Long, String> fetched = new LinkedHashMap<>();
        assertThat(folder.bodies(setOf(uids), collectInto(fetched)).await())
            .isEqualTo(UidSet.of(uids.get(1)));
        assertThat(fetched).containsOnlyKeys(uids.get(0), uids.get(2));
      }
    }
  }

  private static UidSet setOf(List<Long> uids) {
    return UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
  }

  private static Flags withoutRecent(Optional<Flags> flags) {
    return flags.orElseThrow().minus(Flags.of(Flag.RECENT));
  }

  /** Throws at the first octets and remembers what it was told. */
  final class ThrowingSink implements org.transhume.engine.endpoint.BodySink {
    private final RuntimeException broken;
    private final List<String> calls = java.util.Collections.synchronizedList(new ArrayList<>());

    ThrowingSink(RuntimeException broken) {
      this.broken = broken;
    }

    List<String> calls() {
      return List.copyOf(calls);
    }

    @Override
    public void write(ByteBuffer bytes) {
      calls.add("write");
      throw broken;
    }

    @Override
    public void end() {
      calls.add("end");
    }

    @Override
    public void abort(Throwable cause) {
      calls.add("abort");
    }
  }
}
