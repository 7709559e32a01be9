package org.transhume.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.engine.selection.MessageRule;
import org.transhume.mail.UidSet;

/**
 * Takes a message that stands in several folders once: in the folder that comes first, INBOX and
 * then by name. Two messages are one if their Message-ID, Date, From, To and Subject are the same
 * and so is their size; one without a Message-ID is never left out, nor are twins in one folder.
 * What is left out so is taken as soon as no other folder's message stands for it any more. Keeps 8
 * octets for each message. One thread: folders are worked on one after another.
 */
final class Once {
  private final TransferLedger ledger;

  /** What stands for others, sorted, by folder. */
  private final Map<PairId, long[]> holders = new HashMap<>();

  /** What others stand for, by folder. */
  private final Map<PairId, long[]> leftOut = new HashMap<>();

  private boolean isLoaded;

  Once(TransferLedger ledger) {
    this.ledger = ledger;
  }

  /** What is known of a folder that is being worked on; in a plan it is written nowhere. */
  void see(PairLedger pair) {
    load();
    PairId id = pair.pair().id();
    holders.put(id, holders(pair));
    leftOut.put(id, keys(pair, leftOut(pair)));
  }

  /**
   * Decides on {@code fresh}, and puts on record what is left out.
   *
   * @return those that are taken
   */
  UidSet take(UidSet fresh, OpenFolder source, PairLedger pair) {
    PairId id = pair.pair().id();
    var others = new UidSet.Builder();
    LongStream.Builder taken = builder(holders(pair));
    LongStream.Builder left = builder(keys(pair, leftOut(pair).minus(fresh)));
    LedgerChange change = pair.change();
    source
        .list(
            fresh,
            Set.of(Item.IDENTITY, Item.SIZE),
            meta -> {
              Identity identity = meta.identity().map(Identity::of).orElse(new Identity(0, false));
              long size = meta.sizeBytes().orElse(0);
              if (!identity.hasMessageId() || size == 0) {
                return;
              }
              if (isHeldElsewhere(id, identity.hash(), size)) {
                others.add(meta.uid().value());
                left.add(key(identity.hash(), size));
                change.content(
                    meta.uid().value(),
                    new Content(ContentDigest.UNKNOWN, identity.hash(), Set.of(), size));
              } else {
                taken.add(key(identity.hash(), size));
              }
            })
        .await();
    UidSet decided = others.build();
    change.leftOut(decided, MessageRule.STANDS_ELSEWHERE.code()).record().await();
    holders.put(id, taken.build().sorted().toArray());
    leftOut.put(id, left.build().toArray());
    return fresh.minus(decided);
  }

  /** What was left out so, and nothing stands for any more. */
  UidSet orphans(PairLedger pair) {
    UidSet left = leftOut(pair);
    if (left.isEmpty()) {
      return left;
    }
    load();
    var held = new UidSet.Builder();
    pair.contents(
        left,
        entry -> {
          Content content = entry.content();
          if (isHeldElsewhere(pair.pair().id(), content.identity(), content.sizeBytes())) {
            held.add(entry.uid());
          }
        });
    return left.minus(held.build());
  }

  /** Those of {@code gone} that stand for a message which is still in another folder. */
  UidSet standingForOthers(PairLedger pair, UidSet gone) {
    load();
    var all = LongStream.builder();
    leftOut.forEach(
        (id, keys) -> {
          if (!id.equals(pair.pair().id())) {
            Arrays.stream(keys).forEach(all);
          }
        });
    long[] sorted = all.build().sorted().toArray();
    var standing = new UidSet.Builder();
    pair.contents(
        gone,
        entry -> {
          if (contains(sorted, entry.content().identity(), entry.content().sizeBytes())) {
            standing.add(entry.uid());
          }
        });
    return standing.build();
  }

  private void load() {
    if (isLoaded) {
      return;
    }
    isLoaded = true;
    for (PairRecord each : ledger.pairs()) {
      PairLedger pair = ledger.open(each);
      holders.put(each.id(), holders(pair));
      leftOut.put(each.id(), keys(pair, leftOut(pair)));
    }
  }

  private static UidSet leftOut(PairLedger pair) {
    return pair.leftOutBy(MessageRule.STANDS_ELSEWHERE.code());
  }

  private static long[] holders(PairLedger pair) {
    UidSet standing =
        pair.in(MessageState.PRESENT)
            .union(pair.in(MessageState.GONE_THERE))
            .union(pair.in(MessageState.REMOVED_HERE));
    return keys(pair, standing);
  }

  private static long[] keys(PairLedger pair, UidSet uids) {
    var keys = LongStream.builder();
    pair.contents(
        uids, entry -> keys.add(key(entry.content().identity(), entry.content().sizeBytes())));
    return keys.build().sorted().toArray();
  }

  private static LongStream.Builder builder(long[] keys) {
    var builder = LongStream.builder();
    Arrays.stream(keys).forEach(builder);
    return builder;
  }

  private boolean isHeldElsewhere(PairId own, long identity, long size) {
    return holders.entrySet().stream()
        .anyMatch(each -> !each.getKey().equals(own) && contains(each.getValue(), identity, size));
  }

  /** Of what was found at the destination no size is on record. */
  private static boolean contains(long[] sorted, long identity, long size) {
    return Arrays.binarySearch(sorted, key(identity, size)) >= 0
        || Arrays.binarySearch(sorted, key(identity, 0)) >= 0;
  }

  private static long key(long identity, long size) {
    return identity ^ (size * 0x9E3779B97F4A7C15L);
  }
}
