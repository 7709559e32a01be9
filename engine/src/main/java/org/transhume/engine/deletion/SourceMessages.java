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
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.UidSet;

/**
 * Messages of the source that were copied and whose copies stand: known again by their headers on
 * both sides, the copy not marked \Deleted by its owner, and at the source as it was last seen, or
 * a change of flags would go with it. All others that are still there are touched.
 */
public record SourceMessages(UidSet untouched, UidSet touched) {
  private static final int WINDOW = 2_000;
  private static final Flags DELETED = Flags.of(Flag.DELETED);

  /** Looks at {@code messages} on both sides. */
  public static SourceMessages look(
      OpenFolder source, OpenFolder destination, PairLedger ledger, UidSet messages) {
    var untouched = new UidSet.Builder();
    var touched = new UidSet.Builder();
    for (UidSet rest = messages; !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      Map<Long, Meta> here = list(source, window);
      Map<Long, Meta> there = list(destination, ledger.destinationUids(window));
      Map<Long, Long> identities = new HashMap<>();
      ledger.contents(window, entry -> identities.put(entry.uid(), entry.content().identity()));
      window.forEach(
          uid -> {
            Meta message = here.get(uid);
            Meta copy = there.get(ledger.destinationUid(uid).orElse(0));
            if (message != null) {
              Long identity = identities.get(uid);
              boolean safe =
                  copy != null
                      && isKnown(message, identity)
                      && isKnown(copy, identity)
                      && copy.flags().filter(flags -> !flags.contains(Flag.DELETED)).isPresent()
                      && isCarriedOver(message, ledger, uid);
              (safe ? untouched : touched).add(uid);
            }
          });
    }
    return new SourceMessages(untouched.build(), touched.build());
  }

  private static Map<Long, Meta> list(OpenFolder folder, UidSet uids) {
    var metas = new HashMap<Long, Meta>();
    folder
        .list(uids, Set.of(Item.FLAGS, Item.IDENTITY), meta -> metas.put(meta.uid().value(), meta))
        .await();
    return metas;
  }

  private static boolean isKnown(Meta message, @Nullable Long onRecord) {
    return onRecord != null
        && message.identity().map(Identity::of).filter(id -> id.hash() == onRecord).isPresent();
  }

  /** That it is marked to be removed is no flag that would be lost. */
  private static boolean isCarriedOver(Meta message, PairLedger ledger, long uid) {
    return message
        .flags()
        .map(flags -> flags.minus(DELETED))
        .equals(ledger.lastFlags(Side.SOURCE, uid).map(flags -> flags.minus(DELETED)));
  }
}
