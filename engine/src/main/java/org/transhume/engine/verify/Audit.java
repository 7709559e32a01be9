package org.transhume.engine.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.copy.Copied;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * Proves again what is on record as copied: what the source says of each message now is matched at
 * the destination. Of flags only those are named that a copy of ours was not given when it was
 * stored; all others the owner may have changed there. Copies nothing. One thread.
 */
public final class Audit {
  private static final int WINDOW = 2_000;
  private static final Flags DELETED = Flags.of(Flag.DELETED);
  private static final Content UNREAD = new Content(ContentDigest.UNKNOWN, 0, Set.of(), 0);

  private final OpenFolder source;
  private final PairLedger ledger;
  private final Verifier verifier;
  private final boolean deep;

  /**
   * An audit of two open folders.
   *
   * @param deep read every message on both sides and compare what it is made of
   */
  public Audit(
      OpenFolder source,
      DestinationFolder destination,
      PairLedger ledger,
      boolean deep,
      Sleeper sleeper) {
    this.source = source;
    this.ledger = ledger;
    this.verifier = new Verifier(destination, ledger, deep, sleeper);
    this.deep = deep;
  }

  /** Checks {@code messages}, all of which are on record as standing at the destination. */
  public void run(UidSet messages) {
    for (UidSet rest = messages; !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      check(window);
      rest = rest.minus(window);
    }
  }

  private void check(UidSet window) {
    var metas = new HashMap<Long, Meta>();
    var listing =
        source.list(
            window, Set.of(Item.INTERNAL_DATE), meta -> metas.put(meta.uid().value(), meta));
    Map<Long, Content> contents = deep ? read(window) : onRecord(window);
    listing.await();
    UidSet neverProved = ledger.presentOf(Origin.OURS).minus(ledger.verified());
    var expected = new ArrayList<Copied>();
    window.forEach(
        uid -> {
          Meta meta = metas.get(uid);
          if (meta != null) {
            expected.add(
                new Copied(
                    meta.uid(),
                    new Uid(ledger.destinationUid(uid).orElseThrow()),
                    neverProved.contains(uid) ? withheld(uid) : Flags.none(),
                    ledger.dateOfCopy(uid, meta.internalDate()),
                    contents.getOrDefault(uid, UNREAD)));
          }
        });
    verifier.verify(expected);
  }

  /** Flags the copy was not given when it was stored; what its owner did since is his affair. */
  private Flags withheld(long uid) {
    Flags sent = ledger.lastFlags(Side.DESTINATION, uid).orElse(Flags.none());
    return ledger.lastFlags(Side.SOURCE, uid).orElse(Flags.none()).minus(sent).minus(DELETED);
  }

  private Map<Long, Content> read(UidSet window) {
    var contents = new HashMap<Long, Content>();
    OctetReader.readAsSent(
            source,
            window,
            uid -> ledger.repairs(uid.value()),
            (uid, content, _) -> contents.put(uid.value(), content))
        .await();
    return contents;
  }

  private Map<Long, Content> onRecord(UidSet window) {
    var contents = new HashMap<Long, Content>();
    ledger.contents(window, entry -> contents.put(entry.uid(), entry.content()));
    return contents;
  }
}
