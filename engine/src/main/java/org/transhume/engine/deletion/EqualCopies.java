package org.transhume.engine.deletion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.LongStream;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Copies beyond the number that stands at the source: each copy of a message that is there stands
 * for that one, so that every other copy of ours with the same octets is one too many. By what
 * passed, and by what is read back now. One thread.
 */
public final class EqualCopies {
  private EqualCopies() {}

  /**
   * Those of {@code gone} that hold the same octets as one of {@code standing}; all are source
   * UIDs.
   *
   * @param gone no longer at the source
   * @param standing at the source, their copies at the destination
   */
  public static UidSet find(
      OpenFolder destination, PairLedger ledger, UidSet gone, UidSet standing) {
    var hashes = LongStream.builder();
    ledger.contents(gone, entry -> hashes.add(entry.content().digest().high()));
    long[] sorted = hashes.build().sorted().toArray();
    var twins = new HashMap<ContentDigest, Long>();
    ledger.contents(
        standing,
        entry -> {
          ContentDigest digest = entry.content().digest();
          if (Arrays.binarySearch(sorted, digest.high()) >= 0) {
            twins.putIfAbsent(digest, entry.uid());
          }
        });
    twins.remove(ContentDigest.UNKNOWN);
    Map<Long, ContentDigest> wanted = new HashMap<>();
    ledger.contents(
        gone,
        entry -> {
          if (twins.containsKey(entry.content().digest())) {
            wanted.put(entry.uid(), entry.content().digest());
          }
        });
    if (wanted.isEmpty()) {
      return UidSet.empty();
    }
    var messages = new UidSet.Builder();
    wanted.keySet().forEach(messages::add);
    new HashSet<>(wanted.values()).forEach(digest -> messages.add(twins.getOrDefault(digest, 0L)));
    Map<Long, ContentDigest> found = new HashMap<>();
    UidSet _ =
        OctetReader.read(
                destination,
                ledger.destinationUids(messages.build()),
                (uid, content) -> found.put(uid.value(), content.digest()))
            .await();
    var equal = new UidSet.Builder();
    wanted.forEach(
        (uid, digest) -> {
          boolean bothHoldIt =
              isThere(ledger, uid, digest, found)
                  && isThere(ledger, twins.getOrDefault(digest, 0L), digest, found);
          if (bothHoldIt) {
            equal.add(uid);
          }
        });
    return equal.build();
  }

  private static boolean isThere(
      PairLedger ledger, long uid, ContentDigest digest, Map<Long, ContentDigest> found) {
    return digest.equals(found.get(ledger.destinationUid(uid).orElse(0)));
  }
}
