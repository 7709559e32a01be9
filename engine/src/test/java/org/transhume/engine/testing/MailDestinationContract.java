package org.transhume.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.engine.testing.Endpoints.add;
import static org.transhume.engine.testing.Endpoints.append;
import static org.transhume.engine.testing.Endpoints.contents;
import static org.transhume.engine.testing.Endpoints.list;
import static org.transhume.engine.testing.Endpoints.mail;
import static org.transhume.engine.testing.Endpoints.mailOf;
import static org.transhume.engine.testing.Endpoints.text;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BatchOutcome;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.MessageOutcome.Stored;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Relocation;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Scope;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/**
 * What every {@link MailDestination} does. Implement it in a test class that gives each test an
 * account of its own with nothing but an empty INBOX.
 */
@Timeout(60)
public interface MailDestinationContract {
  /** Opens the test's account; the test closes it. */
  MailDestination openDestination();

  @Test
  default void createsAFolderOnce() {
    try (var destination = openDestination()) {
      MailboxName name = Endpoints.name(destination.folders(), "Work", "2026");

      assertThat(destination.create(name, Optional.empty()).await()).isTrue();
      assertThat(destination.create(name, Optional.empty()).await()).isFalse();
      assertThat(destination.create(inbox(destination), Optional.empty()).await()).isFalse();
      assertThat(destination.folders().find(name))
          .hasValueSatisfying(folder -> assertThat(folder.selectable()).isTrue());
    }
  }

  @Test
  default void createsAParentThatCameWithItsChild() {
    try (var destination = openDestination()) {
      MailboxName parent = Endpoints.name(destination.folders(), "Work");
      MailboxName child = Endpoints.name(destination.folders(), "Work", "2026");

      destination.create(child, Optional.empty()).await();
      destination.create(parent, Optional.empty()).await();

      destination.open(parent).close();
      destination.open(child).close();
    }
  }

  @Test
  default void createsAFolderWhateverTheServerThinksOfItsUse() {
    try (var destination = openDestination()) {
      MailboxName name = Endpoints.name(destination.folders(), "Gesendet");

      assertThat(destination.create(name, Optional.of(SpecialUse.SENT)).await()).isTrue();

      destination.open(name).close();
    }
  }

  @Test
  default void subscribes() {
    try (var destination = openDestination()) {
      MailboxName name = Endpoints.name(destination.folders(), "Work");
      destination.create(name, Optional.empty()).await();

      destination.subscribe(name).await();

      assertThat(destination.folders().find(name).map(ListedFolder::subscribed)).contains(true);
    }
  }

  @Test
  default void endsASubscription() {
    try (var destination = openDestination()) {
      MailboxName name = Endpoints.name(destination.folders(), "Work");
      destination.create(name, Optional.empty()).await();
      destination.subscribe(name).await();

      destination.unsubscribe(name).await();

      assertThat(destination.folders().find(name).map(ListedFolder::subscribed)).contains(false);
    }
  }

  @Test
  default void saysThatAFolderToWriteIntoIsNotThere() {
    try (var destination = openDestination()) {
      MailboxName missing = Endpoints.name(destination.folders(), "Nowhere");

      assertThatThrownBy(() -> destination.open(missing))
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.FOLDER_MISSING);
                assertThat(e.side()).isEqualTo(Side.DESTINATION);
                assertThat(e.scope()).isEqualTo(Scope.FOLDER);
              });
    }
  }

  @Test
  default void storesABatchInItsOrderWithFlagsAndDates() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      Mail[] mail = {
        mail(3, Flag.SEEN),
        mail(1, Flag.FLAGGED, Flag.ANSWERED),
        mailOf(70_000),
        mail(2, Flag.DRAFT)
      };

      BatchOutcome outcome = append(folder, mail);

      assertThat(outcome.each()).hasSize(4).allMatch(Stored.class::isInstance);
      List<Mail> stored = contents(folder);
      assertThat(stored).extracting(Endpoints::text).containsExactly(texts(mail));
      assertThat(stored).extracting(Mail::flags).containsExactly(flags(mail));
      for (int i = 0; i < mail.length; i++) {
        assertThat(stored.get(i).internalDate().sameInstant(mail[i].internalDate())).isTrue();
      }
    }
  }

  @Test
  default void tellsWhereItStoredWhat() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      BatchOutcome outcome = append(folder, mail(1), mail(2), mail(3));

      for (int i = 0; i < 3; i++) {
        var place = ((Stored) outcome.each().get(i)).place();
        assertThat(place.isPresent()).isEqualTo(destination.abilities().uidsTold());
        String expected = text(mail(i + 1));
        place.ifPresent(
            at -> {
              assertThat(at.uidValidity()).isEqualTo(folder.status().uidValidity());
              assertThat(Endpoints.bodies(folder, UidSet.of(at.uid())))
                  .containsExactly(java.util.Map.entry(at.uid().value(), expected));
            });
      }
    }
  }

  @Test
  default void storesTwinsTwice() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      if (destination.abilities().mergesTwins()) {
        return; // The endpoint merges twins: nothing to hold it to.
      }

      append(folder, mail(1), mail(1));
      append(folder, mail(1));

      assertThat(contents(folder))
          .extracting(Endpoints::text)
          .containsExactly(texts(mail(1), mail(1), mail(1)));
    }
  }

  @Test
  default void keepsTheFlagsItSaysItKeeps() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      Flag[] all = {Flag.SEEN, Flag.of("$Forwarded"), Flag.of("NonJunk"), Flag.FLAGGED};

      append(folder, mail(1, all));

      assertThat(contents(folder).getFirst().flags()).isEqualTo(Flags.of(all).keep(folder::keeps));
    }
  }

  @Test
  default void givesAMessageWithoutADateADate() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      Batch batch = folder.begin();
      BodySink sink = batch.add(Flags.none(), Optional.empty(), mail(1).octets().remaining());
      sink.write(mail(1).octets());
      sink.end();

      assertThat(batch.commit().await().each()).allMatch(Stored.class::isInstance);
      Meta meta = list(folder, folder.uids().await(), Set.of(Item.INTERNAL_DATE)).getFirst();
      assertThat(meta.internalDate()).isPresent();
    }
  }

  @Test
  default void takesOctetsInSlicesOfAnySize() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      Mail mail = mailOf(50_000);
      Batch batch = folder.begin();
      BodySink sink = batch.add(mail.flags(), Optional.of(mail.internalDate()), 50_000);
      ByteBuffer octets = mail.octets();
      var slice = ByteBuffer.allocate(6000);
      for (int size = 0; octets.hasRemaining(); size = (size * 3 + 1) % 5801) {
        int length = Math.min(size, octets.remaining());
        slice.clear().put(octets.slice(octets.position(), length)).flip();
        octets.position(octets.position() + length);

        sink.write(slice);

        assertThat(slice.hasRemaining()).isFalse();
        java.util.Arrays.fill(slice.array(), (byte) '!');
      }
      sink.end();

      assertThat(batch.commit().await().each()).hasSize(1);
      assertThat(contents(folder)).extracting(Endpoints::text).containsExactly(text(mail));
    }
  }

  @Test
  default void beginsABatchBeforeTheOneBeforeIsAnswered() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      var handles = new ArrayList<Handle<BatchOutcome>>();
      for (int i = 0; i < 20; i++) {
        Batch batch = folder.begin();
        add(batch, mail(2 * i));
        add(batch, mail(2 * i + 1));
        handles.add(batch.commit());
      }

      assertThat(handles).allMatch(handle -> handle.await().each().size() == 2);
      assertThat(contents(folder))
          .extracting(Endpoints::text)
          .containsExactly(
              IntStream.range(0, 40).mapToObj(i -> text(mail(i))).toArray(String[]::new));
    }
  }

  @Test
  default void seesWhatItStoredInWhatIsAskedAfterwards() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      Batch batch = folder.begin();
      add(batch, mail(1));
      Handle<BatchOutcome> outcome = batch.commit();
      Handle<UidSet> uids = folder.uids();

      assertThat(uids.await().size()).isEqualTo(1);
      assertThat(outcome.await().each()).hasSize(1);
    }
  }

  @Test
  default void endsAnEmptyBatchAtOnce() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      assertThat(folder.begin().commit().await()).isEqualTo(new BatchOutcome(List.of()));
      folder.begin().abandon();
      assertThat(folder.uids().await()).isEqualTo(UidSet.empty());
    }
  }

  @Test
  default void refusesASecondBatchWhileOneIsBeingFilled() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      Batch batch = folder.begin();

      assertThatThrownBy(folder::begin).isInstanceOf(IllegalStateException.class);
      add(batch, mail(1));
      assertThatThrownBy(folder::begin).isInstanceOf(IllegalStateException.class);
      batch.commit().await();
      assertThat(append(folder, mail(2)).each()).hasSize(1);
    }
  }

  @Test
  default void neverStoresAMessageThatWasAborted() {
    try (var destination = openDestination()) {
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        Batch batch = folder.begin();
        BodySink sink = batch.add(Flags.none(), Optional.empty(), 5000);
        sink.write(mailOf(3000).octets());

        sink.abort(new IllegalStateException("The source is gone"));

        assertThat(batch.commit().await().each())
            .allMatch(MessageOutcome.Unknown.class::isInstance);
      }
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        assertThat(folder.uids().await()).isEqualTo(UidSet.empty());
        assertThat(append(folder, mail(1)).each()).allMatch(Stored.class::isInstance);
      }
    }
  }

  @Test
  default void worksOnAfterABatchWasAbandoned() {
    try (var destination = openDestination()) {
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        Batch batch = folder.begin();
        add(batch, mail(1));
        batch.abandon();
      }
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        assertThat(append(folder, mail(2)).each()).allMatch(Stored.class::isInstance);
        assertThat(contents(folder)).extracting(Endpoints::text).contains(text(mail(2)));
      }
    }
  }

  @Test
  default void refusesOtherLengthsThanAnnounced() {
    try (var destination = openDestination()) {
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        BodySink tooShort = folder.begin().add(Flags.none(), Optional.empty(), 5000);
        tooShort.write(mailOf(3000).octets());
        assertThatThrownBy(tooShort::end).isInstanceOf(IllegalStateException.class);
      }
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        BodySink tooLong = folder.begin().add(Flags.none(), Optional.empty(), 2000);
        assertThatThrownBy(() -> tooLong.write(mailOf(3000).octets()))
            .isInstanceOf(IllegalStateException.class);
      }
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        assertThat(folder.uids().await()).isEqualTo(UidSet.empty());
      }
    }
  }

  @Test
  default void addsAndTakesAwayFlagsOfNamedMessages() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      append(folder, mail(1, Flag.SEEN), mail(2, Flag.SEEN, Flag.DRAFT), mail(3));
      List<Long> uids = folder.uids().await().stream().boxed().toList();

      UidSet left =
          folder
              .store(
                  UidSet.of(uids.get(0), uids.get(1)),
                  Flags.of(Flag.FLAGGED),
                  Flags.of(Flag.SEEN),
                  Optional.empty())
              .await();

      assertThat(left).isEqualTo(UidSet.empty());
      assertThat(contents(folder))
          .extracting(Mail::flags)
          .containsExactly(
              Flags.of(Flag.FLAGGED), Flags.of(Flag.FLAGGED, Flag.DRAFT), Flags.none());
    }
  }

  @Test
  default void flagsWhatWasStoredAMomentAgo() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      MessageOutcome outcome = append(folder, mail(1)).each().getFirst();
      if (!(outcome instanceof MessageOutcome.Stored(Optional<MessageOutcome.Place> place))
          || place.isEmpty()) {
        return; // The endpoint does not tell where: nobody can flag it before it has looked.
      }

      folder
          .store(
              UidSet.of(place.get().uid()), Flags.of(Flag.FLAGGED), Flags.none(), Optional.empty())
          .await();

      assertThat(contents(folder)).extracting(Mail::flags).containsExactly(Flags.of(Flag.FLAGGED));
    }
  }

  @Test
  default void leavesMessagesAloneThatHaveChangedSince() {
    try (var destination = openDestination()) {
      if (destination.abilities().tellsChanges()) {
        try (DestinationFolder empty = destination.open(inbox(destination))) {
          append(empty, mail(1), mail(2));
        }
        // Opened again: James says HIGHESTMODSEQ 0 of a folder that is empty, as if it kept none.
        try (DestinationFolder folder = destination.open(inbox(destination))) {
          leavesAloneWhatHasChangedSince(folder);
        }
      }
    }
  }

  private static void leavesAloneWhatHasChangedSince(DestinationFolder folder) {
    UidSet uids = folder.uids().await();
    UidSet first = uids.take(1);
    ModSeq seen =
        list(folder, uids, Set.of(Item.FLAGS)).stream()
            .map(Meta::modSeq)
            .max(ModSeq::compareTo)
            .orElseThrow();
    folder.store(first, Flags.of(Flag.ANSWERED), Flags.none(), Optional.empty()).await();

    UidSet left =
        folder.store(uids, Flags.of(Flag.FLAGGED), Flags.none(), Optional.of(seen)).await();

    assertThat(left).isEqualTo(first);
    assertThat(contents(folder))
        .extracting(Mail::flags)
        .containsExactly(Flags.of(Flag.ANSWERED), Flags.of(Flag.FLAGGED));
  }

  @Test
  default void removesNamedMessagesAndNoOthers() {
    try (var destination = openDestination();
        DestinationFolder folder = destination.open(inbox(destination))) {
      if (!destination.abilities().canRemoveByUid()) {
        return; // The endpoint removes no single messages: nothing to hold it to.
      }
      append(folder, mail(1, Flag.DELETED), mail(2), mail(3));
      List<Long> uids = folder.uids().await().stream().boxed().toList();

      folder.remove(UidSet.of(uids.get(1))).await();

      assertThat(folder.uids().await()).isEqualTo(UidSet.of(uids.get(0), uids.get(2)));
    }
  }

  @Test
  default void copiesNamedMessagesIntoAnotherFolder() {
    try (var destination = openDestination()) {
      MailboxName target = Endpoints.name(destination.folders(), "Kept");
      destination.create(target, Optional.empty()).await();
      Relocation copied;
      List<Long> uids;
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        append(folder, mail(1), mail(2, Flag.SEEN), mail(3));
        uids = folder.uids().await().stream().boxed().toList();
        copied = folder.copyTo(UidSet.of(uids.get(1), uids.get(2)), target).await();
        assertThat(folder.uids().await().size()).isEqualTo(3);
      }

      stand(destination, target, copied, uids.subList(1, 3), mail(2, Flag.SEEN), mail(3));
    }
  }

  @Test
  default void movesNamedMessagesIntoAnotherFolder() {
    try (var destination = openDestination()) {
      if (!destination.abilities().canMove()) {
        return; // The endpoint does not move: nothing to hold it to.
      }
      MailboxName target = Endpoints.name(destination.folders(), "Kept");
      destination.create(target, Optional.empty()).await();
      Relocation moved;
      List<Long> uids;
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        append(folder, mail(1), mail(2, Flag.SEEN), mail(3));
        uids = folder.uids().await().stream().boxed().toList();
        moved = folder.moveTo(UidSet.of(uids.get(1), uids.get(2)), target).await();
        assertThat(folder.uids().await()).isEqualTo(UidSet.of(uids.getFirst()));
      }

      stand(destination, target, moved, uids.subList(1, 3), mail(2, Flag.SEEN), mail(3));
    }
  }

  private static void stand(
      MailDestination destination,
      MailboxName target,
      Relocation relocated,
      List<Long> before,
      Mail... mail) {
    try (DestinationFolder folder = destination.open(target)) {
      List<Mail> found = contents(folder);
      assertThat(found).extracting(Endpoints::text).containsExactly(texts(mail));
      assertThat(found).extracting(Mail::flags).containsExactly(flags(mail));
      for (int i = 0; i < mail.length; i++) {
        assertThat(found.get(i).internalDate().sameInstant(mail[i].internalDate())).isTrue();
      }
      if (destination.abilities().uidsTold()) {
        List<Long> now = folder.uids().await().stream().boxed().toList();
        assertThat(relocated.places())
            .hasValueSatisfying(
                places -> {
                  assertThat(places).containsOnlyKeys(before);
                  assertThat(before)
                      .extracting(uid -> places.get(uid).uid().value())
                      .containsExactlyElementsOf(now);
                  assertThat(places.values())
                      .allMatch(at -> at.uidValidity().equals(folder.status().uidValidity()));
                });
      }
    }
  }

  @Test
  default void saysThatAFolderToMoveIntoIsNotThere() {
    try (var destination = openDestination()) {
      MailboxName missing = Endpoints.name(destination.folders(), "Nowhere");
      try (DestinationFolder folder = destination.open(inbox(destination))) {
        append(folder, mail(1));
        UidSet uids = folder.uids().await();

        assertThatThrownBy(() -> folder.copyTo(uids, missing).await())
            .isInstanceOfSatisfying(
                EndpointException.class, e -> assertThat(e.scope()).isEqualTo(Scope.FOLDER));
        assertThat(folder.uids().await()).isEqualTo(uids);
      }
    }
  }

  @Test
  default void renamesAFolderWithWhatIsBelowAndInIt() {
    try (var destination = openDestination()) {
      MailboxName work = Endpoints.name(destination.folders(), "Work");
      MailboxName child = Endpoints.name(destination.folders(), "Work", "a b");
      Endpoints.fill(destination, work, mail(1));
      List<Long> uids = Endpoints.fill(destination, child, mail(2), mail(3, Flag.SEEN));
      UidValidity life;
      try (DestinationFolder folder = destination.open(child)) {
        life = folder.status().uidValidity();
      }
      MailboxName play = Endpoints.name(destination.folders(), "Play");
      MailboxName childNow = Endpoints.name(destination.folders(), "Play", "a b");

      assertThat(destination.rename(work, play).await()).isTrue();

      assertThat(destination.folders().find(work).filter(ListedFolder::selectable)).isEmpty();
      assertThat(destination.folders().find(child).filter(ListedFolder::selectable)).isEmpty();
      try (DestinationFolder folder = destination.open(childNow)) {
        if (folder.status().uidValidity().equals(life)) { // Courier begins another.
          assertThat(folder.uids().await()).isEqualTo(UidSet.of(uids.get(0), uids.get(1)));
        }
        assertThat(contents(folder))
            .extracting(Endpoints::text)
            .containsExactly(texts(mail(2), mail(3)));
      }
      destination.open(play).close();
    }
  }

  @Test
  default void refusesToRenameAFolderToOneThatIsThere() {
    try (var destination = openDestination()) {
      MailboxName work = Endpoints.name(destination.folders(), "Work");
      MailboxName play = Endpoints.name(destination.folders(), "Play");
      Endpoints.fill(destination, work, mail(1));
      Endpoints.fill(destination, play, mail(2));

      assertThatThrownBy(() -> destination.rename(work, play).await())
          .isInstanceOf(EndpointException.class);

      try (DestinationFolder folder = destination.open(play)) {
        assertThat(contents(folder)).extracting(Endpoints::text).containsExactly(texts(mail(2)));
      }
      destination.open(work).close();
    }
  }

  @Test
  default void worksInAsManyFoldersAtATimeAsItSays() throws Exception {
    try (var destination = openDestination();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int folders = Math.min(5, destination.abilities().maxConnections());
      var names = new ArrayList<MailboxName>();
      for (int i = 0; i < folders + 2; i++) {
        names.add(Endpoints.name(destination.folders(), "folder" + i));
        destination.create(names.getLast(), Optional.empty()).await();
      }
      List<Callable<List<Mail>>> work =
          names.stream()
              .<Callable<List<Mail>>>map(
                  name ->
                      () -> {
                        try (DestinationFolder folder = destination.open(name)) {
                          append(folder, mail(1), mail(2));
                          append(folder, mail(3));
                          return contents(folder);
                        }
                      })
              .toList();

      for (var each : threads.invokeAll(work)) {
        assertThat(each.get())
            .extracting(Endpoints::text)
            .containsExactly(texts(mail(1), mail(2), mail(3)));
      }
    }
  }

  @Test
  default void failsWhatIsOpenWhenItIsClosed() {
    MailDestination destination = openDestination();
    DestinationFolder folder = destination.open(inbox(destination));

    destination.close();
    destination.close();

    assertThatThrownBy(() -> folder.uids().await()).isInstanceOf(EndpointException.class);
    assertThatThrownBy(folder::begin).isInstanceOf(EndpointException.class);
    folder.close();
  }

  private static MailboxName inbox(MailDestination destination) {
    return MailboxName.inbox(destination.folders().separator());
  }

  private static String[] texts(Mail... mail) {
    return java.util.Arrays.stream(mail).map(Endpoints::text).toArray(String[]::new);
  }

  private static Flags[] flags(Mail... mail) {
    return java.util.Arrays.stream(mail).map(Mail::flags).toArray(Flags[]::new);
  }
}
