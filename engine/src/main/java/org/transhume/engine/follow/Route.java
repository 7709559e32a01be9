package org.transhume.engine.follow;

import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.UidSet;

/**
 * Messages that went from one folder of the source to another, or whose folder goes elsewhere now.
 *
 * @param offsets by their new UIDs: old UID minus new one
 * @param withdrawn of them, by their new UIDs, those whose copy the owner moved or removed at the
 *     destination before: that stays so
 */
public record Route(Suspect from, Suspect to, RangeMap offsets, UidSet withdrawn) {
  /** The messages whose copies are brought along, by their new UIDs. */
  public UidSet moved() {
    return offsets.keys().minus(withdrawn);
  }

  /** Whether they only got new UIDs in the folder they are in: then their copies stand right. */
  public boolean isWithinOneFolder() {
    return from.source().equals(to.source()) && from.destination().equals(to.destination());
  }

  /** The UID a message had. */
  public long before(long uid) {
    return uid + offsets.get(uid).orElseThrow();
  }

  /** The UIDs that {@code uids} had. */
  public UidSet before(UidSet uids) {
    var before = new UidSet.Builder();
    uids.forEach(uid -> before.add(before(uid)));
    return before.build();
  }

  /** The same without some messages. */
  Route without(UidSet uids) {
    var rest = new RangeMap();
    offsets.keys().minus(uids).forEach(uid -> rest.put(uid, uid, offsets.get(uid).orElseThrow()));
    return new Route(from, to, rest, withdrawn.minus(uids));
  }
}
