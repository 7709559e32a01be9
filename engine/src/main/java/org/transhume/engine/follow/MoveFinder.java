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

  private static final int SIZE_BITS = 1 << 20;

  private final MailSource source;
  private final MailDestination destination;
  private final List<Suspect> suspects;

  /** What each folder lost, in the order of {@link #suspects}. */
  private final List<Losses> gone = new ArrayList<>();

  private final Map<Long, Found> routes = new TreeMap<>();

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
    suspects.forEach(suspect -> gone.add(Losses.of(suspect, source, destination)));
    if (gone.stream().allMatch(each -> each.messages().isEmpty())) {
      return List.of();
    }
    match();
    var found = new ArrayList<Route>();
    routes.forEach(
        (route, messages) ->
            found.add(
                new Route(
                    suspects.get(FolderUid.folder(route)),
                    suspects.get((int) FolderUid.uid(route)),
                    messages.offsets,
                    messages.withdrawn.build())));
    return found;
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
              long route =
                  FolderUid.key(
                      FolderUid.folder(mine.getFirst()), FolderUid.folder(theirs.getFirst()));
              long now = FolderUid.uid(theirs.getFirst());
              likely
                  .computeIfAbsent(route, _ -> new RangeMap())
                  .put(now, now, FolderUid.uid(mine.getFirst()) - now);
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
    int to = FolderUid.folder(now);
    return FolderUid.folder(before) != to
        && gone.get(FolderUid.folder(before)).there().contains(FolderUid.uid(before))
        && !(weak.containsKey(to) && weak.get(to).contains(FolderUid.uid(now)));
  }

  private void keysOfGone(int number, SortedKeys keys, BitSet sizes) {
    if (!gone.get(number).messages().isEmpty()) {
      suspects
          .get(number)
          .onRecord()
          .contents(
              gone.get(number).messages(),
              entry -> {
                keys.add(entry.content().identity(), 0, FolderUid.key(number, entry.uid()));
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
      UidSet alike = Arrivals.in(folder, suspect, size -> sizes.get(bit(size)));
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
                keys.add(identity.hash(), 0, FolderUid.key(number, meta.uid().value()));
                if (!identity.hasMessageId()) {
                  withoutMessageId.add(meta.uid().value());
                }
              })
          .await();
      weak.put(number, withoutMessageId.build());
    }
  }

  /** Believes those whose size and date are the copy's; the others are read. */
  private void confirm(long route, RangeMap offsets, Doubtful doubtful) {
    Suspect from = suspects.get(FolderUid.folder(route));
    Suspect to = suspects.get((int) FolderUid.uid(route));
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
                add(FolderUid.folder(route), old, (int) FolderUid.uid(route), uid);
              } else {
                doubtful.addGone(FolderUid.key(FolderUid.folder(route), old));
                doubtful.addArrived(FolderUid.key((int) FolderUid.uid(route), uid));
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
      gone.computeIfAbsent(FolderUid.folder(key), _ -> new UidSet.Builder())
          .add(FolderUid.uid(key));
    }

    void addArrived(long key) {
      arrived
          .computeIfAbsent(FolderUid.folder(key), _ -> new UidSet.Builder())
          .add(FolderUid.uid(key));
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
                          left.add(digest.high(), digest.low(), FolderUid.key(number, entry.uid()));
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
              add(
                  FolderUid.folder(before),
                  FolderUid.uid(before),
                  FolderUid.folder(now),
                  FolderUid.uid(now));
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
                      content.digest().high(),
                      content.digest().low(),
                      FolderUid.key(number, uid.value())))
          .await();
    }
  }

  private void add(int from, long before, int to, long now) {
    Found found = routes.computeIfAbsent(FolderUid.key(from, to), _ -> new Found());
    found.offsets.put(now, now, before - now);
    if (!gone.get(from).there().contains(before)) {
      found.withdrawn.add(now);
    }
  }
}
