package org.transhume.engine.deletion;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Copies of ours that still stand where we put them. One that has other flags than we last saw was
 * touched by its owner; one that is not known again by its headers may be another message: both
 * count as touched. What is not there any more is in neither set.
 *
 * @param untouched source UIDs
 * @param touched source UIDs
 */
public record OurCopies(UidSet untouched, UidSet touched) {
  private static final int WINDOW = 2_000;

  /** Looks at the copies of {@code messages}, source UIDs. */
  public static OurCopies look(OpenFolder destination, PairLedger ledger, UidSet messages) {
    var untouched = new UidSet.Builder();
    var touched = new UidSet.Builder();
    for (UidSet rest = messages; !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      var metas = new HashMap<Long, Meta>();
      destination
          .list(
              ledger.destinationUids(window),
              Set.of(Item.FLAGS, Item.IDENTITY),
              meta -> metas.put(meta.uid().value(), meta))
          .await();
      Map<Long, Long> identities = new HashMap<>();
      ledger.contents(window, entry -> identities.put(entry.uid(), entry.content().identity()));
      window.forEach(
          uid -> {
            Meta copy = metas.get(ledger.destinationUid(uid).orElse(0));
            if (copy != null) {
              boolean same = isSame(copy, identities.get(uid)) && isAsLeft(copy, ledger, uid);
              (same ? untouched : touched).add(uid);
            }
          });
    }
    return new OurCopies(untouched.build(), touched.build());
  }

  private static boolean isSame(Meta copy, @Nullable Long onRecord) {
    return onRecord != null
        && copy.identity().map(Identity::of).filter(id -> id.hash() == onRecord).isPresent();
  }

  static boolean isAsLeft(Meta copy, PairLedger ledger, long uid) {
    return copy.flags().isPresent() && copy.flags().equals(ledger.lastFlags(Side.DESTINATION, uid));
  }
}
