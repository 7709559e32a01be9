package org.transhume.engine.contact;

import java.util.Set;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Identity;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/** Fills sorted keys: by identity, by octets, from a folder or from the ledger. */
final class FolderKeys {
  private FolderKeys() {}

  /**
   * The identities of {@code uids}.
   *
   * @param weak gets the UIDs that have no Message-ID
   */
  static void identities(OpenFolder folder, UidSet uids, SortedKeys keys, UidSet.Builder weak) {
    if (uids.isEmpty()) {
      return;
    }
    folder
        .list(
            uids,
            Set.of(Item.IDENTITY),
            meta -> {
              Identity identity = meta.identity().map(Identity::of).orElse(new Identity(0, false));
              keys.add(identity.hash(), 0, meta.uid().value());
              if (!identity.hasMessageId()) {
                weak.add(meta.uid().value());
              }
            })
        .await();
  }

  /** The digests of {@code uids}, whose octets are read for them. */
  static void digests(OpenFolder folder, UidSet uids, SortedKeys keys) {
    if (uids.isEmpty()) {
      return;
    }
    OctetReader.read(
            folder,
            uids,
            (uid, content) -> {
              ContentDigest digest = content.digest();
              keys.add(digest.high(), digest.low(), uid.value());
            })
        .await();
  }

  /** The identities the ledger has of {@code uids}. */
  static void identitiesOnRecord(PairLedger ledger, UidSet uids, SortedKeys keys) {
    ledger.contents(uids, entry -> keys.add(entry.content().identity(), 0, entry.uid()));
  }

  /** The digests the ledger has of {@code uids}; adopted mail may have none. */
  static void digestsOnRecord(PairLedger ledger, UidSet uids, SortedKeys keys) {
    ledger.contents(
        uids,
        entry -> {
          ContentDigest digest = entry.content().digest();
          if (!digest.equals(ContentDigest.UNKNOWN)) {
            keys.add(digest.high(), digest.low(), entry.uid());
          }
        });
  }
}
