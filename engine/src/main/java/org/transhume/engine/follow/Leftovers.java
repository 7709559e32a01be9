package org.transhume.engine.follow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.deletion.MovedMail;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.mail.Flags;
import org.transhume.mail.UidSet;

/**
 * What was being moved and stands where it was: where the destination only copies, and after a pass
 * that was killed. It is removed if it stands, verified, in another folder, and nobody has flagged
 * it since; else it stays and is called gone at the source. One thread.
 */
public final class Leftovers {
  private static final int WINDOW = 2_000;

  private final MailDestination destination;
  private final TransferLedger ledger;

  public Leftovers(MailDestination destination, TransferLedger ledger) {
    this.destination = destination;
    this.ledger = ledger;
  }

  /** The pairs out of which something was being moved. */
  public static boolean exist(TransferLedger ledger) {
    return ledger.pairs().stream()
        .anyMatch(pair -> !ledger.open(pair).in(MessageState.MOVING).isEmpty());
  }

  /** Clears all of them away. Afterwards nothing is being moved any more. */
  public void clear() {
    for (PairRecord record : ledger.pairs()) {
      PairLedger pair = ledger.open(record);
      UidSet moving = pair.in(MessageState.MOVING);
      if (moving.isEmpty()) {
        continue;
      }
      try (DestinationFolder folder = destination.open(record.destination().name())) {
        if (!folder.status().uidValidity().equals(record.destination().uidValidity())) {
          pair.change().forget(moving).record().await();
          continue;
        }
        for (UidSet rest = moving; !rest.isEmpty(); ) {
          UidSet window = rest.take(WINDOW);
          rest = rest.minus(window);
          clear(window, folder, pair);
        }
      } catch (EndpointException e) {
        if (e.problem() != Problem.FOLDER_MISSING) {
          throw e;
        }
        pair.change().forget(moving).record().await();
      }
    }
  }

  private void clear(UidSet moving, DestinationFolder folder, PairLedger pair) {
    Map<Long, Flags> listed = new HashMap<>();
    folder
        .list(
            pair.destinationUids(moving),
            Set.of(Item.FLAGS),
            meta -> meta.flags().ifPresent(flags -> listed.put(meta.uid().value(), flags)))
        .await();
    var there = new UidSet.Builder();
    var untouched = new UidSet.Builder();
    moving.forEach(
        uid -> {
          Flags now = listed.get(pair.destinationUid(uid).orElse(0));
          if (now != null) {
            there.add(uid);
            if (pair.lastFlags(Side.DESTINATION, uid).filter(now::equals).isPresent()) {
              untouched.add(uid);
            }
          }
        });
    UidSet elsewhere = standingElsewhere(there.build(), pair);
    UidSet surplus = elsewhere.intersect(untouched.build());
    boolean removed =
        surplus.isEmpty()
            || MovedMail.removeCopied(
                folder, destination.abilities(), pair.destinationUids(surplus));
    UidSet staying = there.build().minus(removed ? elsewhere : UidSet.empty());
    LedgerChange change = pair.change().state(staying, MessageState.PRESENT);
    change.forget(moving.minus(staying)).record().await();
  }

  /** Those whose octets stand in a folder of another pair, put there by us and verified. */
  private UidSet standingElsewhere(UidSet messages, PairLedger pair) {
    var digests = new HashMap<Long, ContentDigest>();
    pair.contents(messages, entry -> digests.put(entry.uid(), entry.content().digest()));
    digests.values().removeIf(ContentDigest.UNKNOWN::equals);
    Set<ContentDigest> wanted = new HashSet<>(digests.values());
    Set<ContentDigest> found = new HashSet<>();
    for (PairRecord other : ledger.pairs()) {
      if (!wanted.isEmpty() && !other.id().equals(pair.pair().id())) {
        PairLedger there = ledger.open(other);
        there.contents(
            there.presentOf(Origin.OURS).intersect(there.verified()),
            entry -> {
              if (wanted.contains(entry.content().digest())) {
                found.add(entry.content().digest());
              }
            });
      }
    }
    var elsewhere = new UidSet.Builder();
    digests.forEach(
        (uid, digest) -> {
          if (found.contains(digest)) {
            elsewhere.add(uid);
          }
        });
    return elsewhere.build();
  }
}
