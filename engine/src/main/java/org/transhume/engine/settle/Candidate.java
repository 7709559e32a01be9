package org.transhume.engine.settle;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Identity;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidSet;

/** A message on one side that may be the same as one on the other. */
final class Candidate {
  Identity identity;
  final Flags flags;
  final Optional<InternalDate> internalDate;

  /** Its digest is {@link ContentDigest#UNKNOWN} until the octets are read. */
  Content content;

  private Candidate(Meta meta) {
    this.identity = meta.identity().map(Identity::of).orElse(new Identity(0, false));
    this.flags = meta.flags().orElse(Flags.none());
    this.internalDate = meta.internalDate();
    this.content =
        new Content(ContentDigest.UNKNOWN, identity.hash(), Set.of(), meta.sizeBytes().orElse(0));
  }

  boolean isRead() {
    return !content.digest().equals(ContentDigest.UNKNOWN);
  }

  /**
   * Lists {@code uids} of the source, by UID, ascending. What was sent repaired is known as it was
   * sent: it is read for that.
   */
  static Map<Long, Candidate> ofSource(OpenFolder source, PairLedger ledger, UidSet uids) {
    Map<Long, Candidate> candidates = of(source, uids);
    UidSet repaired = uids.intersect(ledger.repaired());
    if (!repaired.isEmpty()) {
      OctetReader.readAsSent(
              source,
              repaired,
              uid -> ledger.repairs(uid.value()),
              (uid, content, sentIdentity) -> {
                Candidate message = candidates.get(uid.value());
                if (message != null) {
                  message.content = content;
                  message.identity = new Identity(sentIdentity, message.identity.hasMessageId());
                }
              })
          .await();
    }
    return candidates;
  }

  /** Lists {@code uids} of {@code folder}, by UID, ascending. */
  static Map<Long, Candidate> of(OpenFolder folder, UidSet uids) {
    var candidates = new TreeMap<Long, Candidate>();
    folder
        .list(
            uids,
            Set.of(Item.IDENTITY, Item.FLAGS, Item.INTERNAL_DATE, Item.SIZE),
            meta -> candidates.put(meta.uid().value(), new Candidate(meta)))
        .await();
    return candidates;
  }
}
