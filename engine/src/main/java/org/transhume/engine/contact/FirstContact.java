package org.transhume.engine.contact;

import java.util.Set;
import java.util.TreeMap;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.mail.Flags;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * Finds what of the source stands at the destination already, and adopts it: it counts as there and
 * is never removed. Both sides are compared as multisets: one message at the destination stands for
 * one at the source. Headers decide where a Message-ID is alone on both sides, octets in all other
 * cases. One thread.
 */
public final class FirstContact {
  private static final int WINDOW = 2_000;

  private final OpenFolder source;
  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final boolean adoptFlags;

  /**
   * A first contact of two open folders.
   *
   * @param adoptFlags treat the source's flags as changes still to be carried over
   */
  public FirstContact(
      OpenFolder source, DestinationFolder destination, PairLedger ledger, boolean adoptFlags) {
    this.adoptFlags = adoptFlags;
    this.source = source;
    this.destination = destination;
    this.ledger = ledger;
  }

  /**
   * Adopts what of {@code messages} is among {@code strangers}, destination UIDs that are on record
   * nowhere. Returns the source UIDs adopted.
   */
  public UidSet adopt(UidSet messages, UidSet strangers) {
    if (messages.isEmpty() || strangers.isEmpty()) {
      return UidSet.empty();
    }
    var pairs = new RangeMap();
    var read = new UidSet.Builder();
    try (var left = new SortedKeys();
        var right = new SortedKeys()) {
      var weak = new UidSet.Builder();
      FolderKeys.identities(source, messages, left, weak);
      FolderKeys.identities(destination, strangers, right, new UidSet.Builder());
      UidSet withoutMessageId = weak.build();
      var doubtful = new UidSet.Builder();
      var doubtfulStrangers = new UidSet.Builder();
      Join.join(
          left,
          right,
          (mine, theirs) -> {
            boolean alone = mine.size() == 1 && theirs.size() == 1;
            if (alone && !withoutMessageId.contains(mine.getFirst())) {
              pairs.put(mine.getFirst(), mine.getFirst(), theirs.getFirst() - mine.getFirst());
            } else {
              mine.forEach(doubtful::add);
              theirs.forEach(doubtfulStrangers::add);
            }
          });
      byOctets(doubtful.build(), doubtfulStrangers.build(), pairs, read);
    }
    UidSet adopted = pairs.keys();
    for (UidSet rest = adopted; !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      record(window, pairs, read.build());
      rest = rest.minus(window);
    }
    return adopted;
  }

  private void byOctets(UidSet messages, UidSet strangers, RangeMap pairs, UidSet.Builder read) {
    try (var left = new SortedKeys();
        var right = new SortedKeys()) {
      FolderKeys.digests(source, messages, left);
      FolderKeys.digests(destination, strangers, right);
      Join.join(
          left,
          right,
          (mine, theirs) -> {
            for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
              pairs.put(mine.get(i), mine.get(i), theirs.get(i) - mine.get(i));
              read.add(mine.get(i));
            }
          });
    }
  }

  private void record(UidSet window, RangeMap pairs, UidSet read) {
    var copies = new UidSet.Builder();
    window.forEach(uid -> copies.add(uid + pairs.get(uid).orElseThrow()));
    var copyFlags = new TreeMap<Long, Flags>();
    var metas = new TreeMap<Long, Meta>();
    var listed =
        source.list(window, Set.of(Item.FLAGS, Item.IDENTITY), m -> metas.put(m.uid().value(), m));
    destination
        .list(
            copies.build(),
            Set.of(Item.FLAGS),
            meta -> copyFlags.put(meta.uid().value(), meta.flags().orElse(Flags.none())))
        .await();
    listed.await();
    LedgerChange change = ledger.change();
    metas.forEach(
        (uid, meta) -> {
          long copy = uid + pairs.get(uid).orElseThrow();
          long identity = meta.identity().map(fields -> Identity.of(fields).hash()).orElse(0L);
          change
              .present(uid, new Uid(copy), Origin.ADOPTED)
              .content(uid, new Content(ContentDigest.UNKNOWN, identity, Set.of(), 0))
              .flags(
                  Side.SOURCE, uid, adoptFlags ? Flags.none() : meta.flags().orElse(Flags.none()))
              .flags(Side.DESTINATION, uid, copyFlags.getOrDefault(copy, Flags.none()))
              .verified(
                  UidSet.range(uid, uid),
                  read.contains(uid) ? VerifiedLevel.OCTETS : VerifiedLevel.IDENTITY);
        });
    change.record().await();
  }
}
