package org.transhume.engine.follow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.contact.Join;
import org.transhume.engine.contact.SortedKeys;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Identity;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidSet;

/**
 * Finds the messages that were moved at the source: gone here, new there. Headers say who may be
 * meant. That it is the same message is believed where a Message-ID is alone on both sides and size
 * and INTERNALDATE are those of the copy, which a message that was rewritten does not keep; in all
 * other cases the octets decide. Reads both sides and the ledger, changes nothing. One thread, used
 * once.
 */
public final class MoveFinder {
  private static final int WINDOW = 2_000;

  /** Of more arrivals than this only those are looked at that have the size of something gone. */
  private static final int MANY = 5_000;

  private static final int SIZE_BITS = 1 << 20;

  private final MailSource source;
  private final MailDestination destination;
  private final List<Suspect> suspects;

  /** What each folder lost, in the order of {@link #suspects}. */
  private final List<Gone> gone = new ArrayList<>();

  private final Map<Long, Found> routes = new TreeMap<>();

  /**
   * Messages on record that the source folder no longer has.
   *
   * @param there those whose copy stands where we put it; that of the others the owner moved or
   *     removed
   */
  private record Gone(UidSet messages, UidSet there) {
    static final Gone NOTHING = new Gone(UidSet.empty(), UidSet.empty());
  }

  /** What went from one folder to another, while it is being found. */
  private static final class Found {
    final RangeMap offsets = new RangeMap();
    final UidSet.Builder withdrawn = new UidSet.Builder();
  }

  public MoveFinder(MailSource source, MailDestination destination, List<Suspect> suspects) {
    this.source = source;
    this.destination = destination;
    this.suspects = List.copyOf(suspects);
  }

  /** The messages that were moved, by where from and where to. */
  public List<Route> find() {
    if (suspects.stream().noneMatch(Suspect::mayHaveLost)
        || suspects.stream().noneMatch(Suspect::mayHaveGained)) {
      return List.of();
    }
    suspects.forEach(suspect -> gone.add(gone(suspect)));
    if (gone.stream().allMatch(each -> each.messages().isEmpty())) {
      return List.of();
    }
    match();
    var found = new ArrayList<Route>();
    routes.forEach(
        (route, messages) ->
            found.add(
                new Route(
                    suspects.get(folder(route)),
                    suspects.get((int) uid(route)),
                    messages.offsets,
                    messages.withdrawn.build())));
    return found;
  }

  private Gone gone(Suspect suspect) {
    if (!suspect.mayHaveLost()) {
      return Gone.NOTHING;
    }
    PairLedger pair = suspect.onRecord();
    UidSet ours = pair.presentOf(Origin.OURS).union(pair.in(MessageState.MOVING));
    UidSet missing = ours.union(pair.in(MessageState.GONE_THERE)).minus(uidsAtSource(suspect));
    UidSet copied = ours.intersect(missing);
    if (copied.isEmpty()) {
      return new Gone(missing, UidSet.empty());
    }
    UidSet listed = uidsAtDestination(suspect);
    var standing = new UidSet.Builder();
    copied.forEach(
        uid -> {
          if (listed.contains(pair.destinationUid(uid).orElse(0))) {
            standing.add(uid);
          }
        });
    UidSet there = standing.build();
    // What is neither where it was nor found where it was being moved to is no wish of the owner's.
    return new Gone(missing.minus(pair.in(MessageState.MOVING).minus(there)), there);
  }

  private UidSet uidsAtSource(Suspect suspect) {
    if (!suspect.listed()) {
      return UidSet.empty();
    }
    try (OpenFolder folder = source.open(suspect.source())) {
      return folder.uids().await();
    }
  }

  private UidSet uidsAtDestination(Suspect suspect) {
    try (DestinationFolder folder = destination.open(suspect.standsAt())) {
      return folder
              .status()
              .uidValidity()
              .equals(suspect.onRecord().pair().destination().uidValidity())
          ? folder.uids().await()
          : UidSet.empty();
    }
  }

  private void match() {
    try (var left = new SortedKeys();
        var right = new SortedKeys()) {
      var sizes = new BitSet(SIZE_BITS);
      for (int i = 0; i < suspects.size(); i++) {
        keysOfGone(i, left, sizes);
      }
      var weak = new HashMap<Integer, UidSet>();
      for (int i = 0; i < suspects.size(); i++) {
        keysOfArrived(i, right, sizes, weak);
      }
      var likely = new TreeMap<Long, RangeMap>();
      var doubtful = new Doubtful();
      Join.join(
          left,
          right,
          (mine, theirs) -> {
            boolean alone = mine.size() == 1 && theirs.size() == 1;
            if (alone && mayBeBelieved(mine.getFirst(), theirs.getFirst(), weak)) {
              long route = key(folder(mine.getFirst()), folder(theirs.getFirst()));
              long now = uid(theirs.getFirst());
              likely
                  .computeIfAbsent(route, _ -> new RangeMap())
                  .put(now, now, uid(mine.getFirst()) - now);
            } else {
              mine.forEach(doubtful::addGone);
              theirs.forEach(doubtful::addArrived);
            }
          });
      likely.forEach((route, offsets) -> confirm(route, offsets, doubtful));
      byOctets(doubtful);
    }
  }

  private boolean mayBeBelieved(long before, long now, Map<Integer, UidSet> weak) {
    int to = folder(now);
    return folder(before) != to
        && gone.get(folder(before)).there().contains(uid(before))
        && !(weak.containsKey(to) && weak.get(to).contains(uid(now)));
  }

  private void keysOfGone(int number, SortedKeys keys, BitSet sizes) {
    if (!gone.get(number).messages().isEmpty()) {
      suspects
          .get(number)
          .onRecord()
          .contents(
              gone.get(number).messages(),
              entry -> {
                keys.add(entry.content().identity(), 0, key(number, entry.uid()));
                sizes.set(bit(entry.content().sizeBytes()));
              });
    }
  }

  private static int bit(long sizeBytes) {
    return (int) (sizeBytes % SIZE_BITS);
  }

  private void keysOfArrived(int number, SortedKeys keys, BitSet sizes, Map<Integer, UidSet> weak) {
    Suspect suspect = suspects.get(number);
    if (!suspect.mayHaveGained()) {
      return;
    }
    try (OpenFolder folder = source.open(suspect.source())) {
      if (suspect.pair().isPresent()
          && !folder
              .status()
              .uidValidity()
              .equals(suspect.onRecord().pair().source().uidValidity())) {
        return;
      }
      UidSet arrived = arrived(folder, suspect.pair());
      UidSet alike = arrived.size() > MANY ? ofSizes(folder, arrived, sizes) : arrived;
      if (alike.isEmpty()) {
        return;
      }
      var withoutMessageId = new UidSet.Builder();
      folder
          .list(
              alike,
              Set.of(Item.IDENTITY),
              meta -> {
                Identity identity =
                    meta.identity().map(Identity::of).orElse(new Identity(0, false));
                keys.add(identity.hash(), 0, key(number, meta.uid().value()));
                if (!identity.hasMessageId()) {
                  withoutMessageId.add(meta.uid().value());
                }
              })
          .await();
      weak.put(number, withoutMessageId.build());
    }
  }

  /** What is new, but for messages that are on their way already: they may still arrive. */
  private static UidSet arrived(OpenFolder folder, Optional<PairLedger> pair) {
    UidSet all = folder.uids().await();
    if (pair.isEmpty()) {
      return all;
    }
    PairLedger ledger = pair.get();
    UidSet unsettled = UidSet.empty();
    for (Intent intent : ledger.intents(Intent.State.OPEN)) {
      unsettled = unsettled.union(intent.messages());
    }
    UidSet settled = ledger.known().minus(ledger.in(MessageState.FAILED));
    return all.minus(settled).minus(unsettled);
  }

  private static UidSet ofSizes(OpenFolder folder, UidSet uids, BitSet sizes) {
    var alike = new UidSet.Builder();
    folder
        .list(
            uids,
            Set.of(Item.SIZE),
            meta -> {
              if (meta.sizeBytes().isEmpty() || sizes.get(bit(meta.sizeBytes().getAsLong()))) {
                alike.add(meta.uid().value());
              }
            })
        .await();
    return alike.build();
  }

  /** Believes those whose size and date are the copy's; the others are read. */
  private void confirm(long route, RangeMap offsets, Doubtful doubtful) {
    Suspect from = suspects.get(folder(route));
    Suspect to = suspects.get((int) uid(route));
    try (OpenFolder now = source.open(to.source());
        DestinationFolder copies = destination.open(from.standsAt())) {
      for (UidSet rest = offsets.keys(); !rest.isEmpty(); ) {
        UidSet window = rest.take(WINDOW);
        rest = rest.minus(window);
        Map<Long, Meta> arrived = list(now, window, Set.of(Item.SIZE, Item.INTERNAL_DATE));
        var before = new UidSet.Builder();
        window.forEach(uid -> before.add(uid + offsets.get(uid).orElseThrow()));
        Map<Long, Meta> copied =
            list(
                copies,
                from.onRecord().destinationUids(before.build()),
                Set.of(Item.INTERNAL_DATE));
        var sizes = new HashMap<Long, Long>();
        from.onRecord().contents(before.build(), e -> sizes.put(e.uid(), e.content().sizeBytes()));
        window.forEach(
            uid -> {
              long old = uid + offsets.get(uid).orElseThrow();
              Meta copy = copied.get(from.onRecord().destinationUid(old).orElse(0));
              if (isSame(arrived.get(uid), copy, sizes.getOrDefault(old, 0L))) {
                add(folder(route), old, (int) uid(route), uid);
              } else {
                doubtful.addGone(key(folder(route), old));
                doubtful.addArrived(key((int) uid(route), uid));
              }
            });
      }
    }
  }

  private static boolean isSame(@Nullable Meta arrived, @Nullable Meta copy, long sizeBytes) {
    if (arrived == null || copy == null || sizeBytes == 0) {
      return false;
    }
    Optional<InternalDate> date = arrived.internalDate();
    return arrived.sizeBytes().orElse(-1) == sizeBytes
        && date.isPresent()
        && copy.internalDate().filter(date.get()::sameInstant).isPresent();
  }

  private static Map<Long, Meta> list(OpenFolder folder, UidSet uids, Set<Item> items) {
    var metas = new HashMap<Long, Meta>();
    if (!uids.isEmpty()) {
      folder.list(uids, items, meta -> metas.put(meta.uid().value(), meta)).await();
    }
    return metas;
  }

  /** Messages whose octets decide, by folder. */
  private static final class Doubtful {
    final Map<Integer, UidSet.Builder> gone = new TreeMap<>();
    final Map<Integer, UidSet.Builder> arrived = new TreeMap<>();

    void addGone(long key) {
      gone.computeIfAbsent(folder(key), _ -> new UidSet.Builder()).add(uid(key));
    }

    void addArrived(long key) {
      arrived.computeIfAbsent(folder(key), _ -> new UidSet.Builder()).add(uid(key));
    }
  }

  private void byOctets(Doubtful doubtful) {
    if (doubtful.gone.isEmpty() || doubtful.arrived.isEmpty()) {
      return;
    }
    try (var left = new SortedKeys();
        var right = new SortedKeys()) {
      doubtful.gone.forEach(
          (number, uids) ->
              suspects
                  .get(number)
                  .onRecord()
                  .contents(
                      uids.build(),
                      entry -> {
                        ContentDigest digest = entry.content().digest();
                        if (!digest.equals(ContentDigest.UNKNOWN)) {
                          left.add(digest.high(), digest.low(), key(number, entry.uid()));
                        }
                      }));
      doubtful.arrived.forEach((number, uids) -> read(number, uids.build(), right));
      Join.join(
          left,
          right,
          (mine, theirs) -> {
            for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
              long before = mine.get(i);
              long now = theirs.get(i);
              add(folder(before), uid(before), folder(now), uid(now));
            }
          });
    }
  }

  private void read(int number, UidSet uids, SortedKeys keys) {
    try (OpenFolder folder = source.open(suspects.get(number).source())) {
      OctetReader.read(
              folder,
              uids,
              (uid, content) ->
                  keys.add(
                      content.digest().high(), content.digest().low(), key(number, uid.value())))
          .await();
    }
  }

  private void add(int from, long before, int to, long now) {
    Found found = routes.computeIfAbsent(key(from, to), _ -> new Found());
    found.offsets.put(now, now, before - now);
    if (!gone.get(from).there().contains(before)) {
      found.withdrawn.add(now);
    }
  }

  /** A folder's number and a UID, which has 32 bits, as one number. */
  private static long key(int folder, long uid) {
    return (long) folder << 32 | uid;
  }

  private static int folder(long key) {
    return (int) (key >>> 32);
  }

  private static long uid(long key) {
    return key & 0xFFFF_FFFFL;
  }
}
