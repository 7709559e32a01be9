package org.transhume.engine.deletion;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Identity;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * What {@link EqualCopies} will find once a plan was carried out: copies beside which the same
 * octets would be put. Only messages whose headers are those of one that is gone are read.
 */
public final class ComingCopies {
  private ComingCopies() {}

  /**
   * Those of {@code gone} that hold the same octets as one of {@code coming}; all are source UIDs.
   *
   * @param gone no longer at the source, their copies at the destination
   * @param coming at the source, and to be copied
   */
  public static UidSet find(
      OpenFolder source, OpenFolder destination, PairLedger ledger, UidSet gone, UidSet coming) {
    Set<Long> identities = new HashSet<>();
    Map<Long, ContentDigest> onRecord = new HashMap<>();
    ledger.contents(
        gone,
        entry -> {
          identities.add(entry.content().identity());
          onRecord.put(entry.uid(), entry.content().digest());
        });
    UidSet alike = alike(source, coming, identities);
    if (alike.isEmpty()) {
      return UidSet.empty();
    }
    Set<ContentDigest> digests = new HashSet<>();
    UidSet _ =
        OctetReader.read(source, alike, (_, content) -> digests.add(content.digest())).await();
    onRecord.values().removeIf(digest -> !digests.contains(digest));
    var candidates = new UidSet.Builder();
    onRecord.keySet().forEach(candidates::add);
    Map<Long, ContentDigest> found = new HashMap<>();
    UidSet copies = ledger.destinationUids(candidates.build());
    if (!copies.isEmpty()) {
      UidSet _ =
          OctetReader.read(
                  destination, copies, (uid, content) -> found.put(uid.value(), content.digest()))
              .await();
    }
    var equal = new UidSet.Builder();
    onRecord.forEach(
        (uid, digest) -> {
          if (digest.equals(found.get(ledger.destinationUid(uid).orElse(0)))) {
            equal.add(uid);
          }
        });
    return equal.build();
  }

  private static UidSet alike(OpenFolder source, UidSet coming, Set<Long> identities) {
    var alike = new UidSet.Builder();
    source
        .list(
            coming,
            Set.of(Item.IDENTITY),
            meta ->
                meta.identity()
                    .map(Identity::of)
                    .filter(identity -> identities.contains(identity.hash()))
                    .ifPresent(_ -> alike.add(meta.uid().value())))
        .await();
    return alike.build();
  }
}
