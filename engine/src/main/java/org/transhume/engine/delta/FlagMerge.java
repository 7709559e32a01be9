package org.transhume.engine.delta;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * Carries changes of flags over, flag by flag: what changed at the source is done at the
 * destination, unless the owner changed that very flag there since; then the destination wins.
 * Doing it twice does it once. One thread.
 */
public final class FlagMerge {
  private static final int WINDOW = 2_000;
  private static final int CONDITIONAL_ATTEMPTS = 3;

  private final DestinationFolder destination;
  private final PairLedger ledger;

  public FlagMerge(DestinationFolder destination, PairLedger ledger) {
    this.destination = destination;
    this.ledger = ledger;
  }

  /** What is to be done to a message. */
  private record Edit(Flags add, Flags remove) {
    boolean isEmpty() {
      return add.isEmpty() && remove.isEmpty();
    }
  }

  /** Messages that get the same edit, and the newest MODSEQ they were listed with. */
  private static final class Group {
    final UidSet.Builder copies = new UidSet.Builder();
    ModSeq newest = ModSeq.NONE;
    boolean allTold = true;
  }

  /** Applies {@code changes} to those of {@code messages} that changed; returns what was edited. */
  public UidSet apply(FlagChanges changes, UidSet messages) {
    var edited = new UidSet.Builder();
    for (UidSet rest = changes.uids().intersect(messages); !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      UidSet open = window;
      for (int attempt = 1; !open.isEmpty(); attempt++) {
        // The last attempt asks no more whether somebody was quicker: a flag is added or taken away
        // by itself, and a server that always says so must not keep the change from being made.
        open = applyWindow(changes, open, attempt < CONDITIONAL_ATTEMPTS, edited);
      }
    }
    return edited.build();
  }

  /**
   * What {@link #apply} would edit, as the destination is now; nothing is done.
   *
   * @param arriving those whose copies would be moved here first: they count as last seen
   */
  public UidSet foresee(FlagChanges changes, UidSet messages, UidSet arriving) {
    var edited = new UidSet.Builder();
    for (UidSet rest = changes.uids().intersect(messages); !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      UidSet standing = window.minus(arriving);
      window
          .intersect(arriving)
          .forEach(
              uid -> {
                Flags seen = ledger.lastFlags(Side.DESTINATION, uid).orElse(Flags.none());
                if (!edit(uid, changes.now(uid), seen).isEmpty()) {
                  edited.add(uid);
                }
              });
      Map<Long, Meta> current = list(ledger.destinationUids(standing));
      standing.forEach(
          uid -> {
            Meta copy = current.get(ledger.destinationUid(uid).orElse(0));
            if (copy != null && !edit(uid, changes.now(uid), flagsOf(copy)).isEmpty()) {
              edited.add(uid);
            }
          });
      new LackingFlags(destination, ledger).record(changes, standing, current, false);
    }
    return edited.build();
  }

  private static Flags flagsOf(Meta copy) {
    return copy.flags().orElse(Flags.none());
  }

  /** Returns the messages that were left as they were since somebody was quicker. */
  private UidSet applyWindow(
      FlagChanges changes, UidSet window, boolean conditional, UidSet.Builder edited) {
    UidSet copies = ledger.destinationUids(window);
    Map<Long, Meta> current = list(copies);
    var groups = new HashMap<Edit, Group>();
    window.forEach(
        uid -> {
          Meta copy = current.get(ledger.destinationUid(uid).orElse(0));
          if (copy == null) {
            return;
          }
          Edit edit = edit(uid, changes.now(uid), flagsOf(copy));
          if (!edit.isEmpty()) {
            Group group = groups.computeIfAbsent(edit, _ -> new Group());
            group.copies.add(copy.uid().value());
            group.allTold &= conditional && copy.modSeq().isKnown();
            group.newest =
                group.newest.compareTo(copy.modSeq()) >= 0 ? group.newest : copy.modSeq();
          }
        });
    var quicker = new UidSet.Builder();
    groups.forEach((edit, group) -> quicker.addAll(store(edit, group, edited)));
    UidSet left = quicker.build();
    Map<Long, Meta> after = groups.isEmpty() ? current : list(copies);
    var open = new UidSet.Builder();
    window.forEach(
        uid -> {
          if (conditional && left.contains(ledger.destinationUid(uid).orElse(0))) {
            open.add(uid);
          }
        });
    UidSet done = window.minus(open.build());
    new LackingFlags(destination, ledger).record(changes, done, after, true);
    record(changes, done, after);
    return open.build();
  }

  /** Flag by flag, each side against what was last seen of it. */
  private Edit edit(long uid, Flags sourceNow, Flags copyNow) {
    Flags sourceBefore = ledger.lastFlags(Side.SOURCE, uid).orElse(Flags.none());
    Flags copyBefore = ledger.lastFlags(Side.DESTINATION, uid).orElse(Flags.none());
    Flags add =
        sourceNow
            .minus(sourceBefore)
            .keep(f -> carries(f) && !copyNow.contains(f) && !copyBefore.contains(f));
    Flags remove =
        sourceBefore
            .minus(sourceNow)
            .keep(f -> carries(f) && copyNow.contains(f) && copyBefore.contains(f));
    return new Edit(add, remove);
  }

  private boolean carries(Flag flag) {
    return LackingFlags.isOfTheMessage(flag) && flag.isSendable() && destination.keeps(flag);
  }

  /** Returns the copies that were left as they were; {@code edited} is told of the others. */
  private UidSet store(Edit edit, Group group, UidSet.Builder edited) {
    Optional<ModSeq> unchangedSince = group.allTold ? Optional.of(group.newest) : Optional.empty();
    UidSet copies = group.copies.build();
    try {
      UidSet left = destination.store(copies, edit.add(), edit.remove(), unchangedSince).await();
      RangeMap sources = ledger.sourceUids();
      copies.minus(left).forEach(copy -> edited.add(copy + sources.get(copy).orElseThrow()));
      return left;
    } catch (EndpointException e) {
      if (e.scope() != Scope.MESSAGE) {
        throw e;
      }
      noteRefused(copies, e.words());
      return UidSet.empty();
    }
  }

  /** The server does not take the flags, a keyword too many for instance: said, not tried again. */
  private void noteRefused(UidSet copies, String words) {
    RangeMap sources = ledger.sourceUids();
    LedgerChange change = ledger.change();
    copies.forEach(
        copy -> {
          long uid = copy + sources.get(copy).orElseThrow();
          change.note(new Note(uid, Verdicts.FLAGS_DIFFER, words));
        });
    change.record().await();
  }

  private Map<Long, Meta> list(UidSet copies) {
    var metas = new HashMap<Long, Meta>();
    if (!copies.isEmpty()) {
      destination
          .list(copies, Set.of(Item.FLAGS), meta -> metas.put(meta.uid().value(), meta))
          .await();
    }
    return metas;
  }

  private void record(FlagChanges changes, UidSet window, Map<Long, Meta> after) {
    LedgerChange change = ledger.change();
    window.forEach(
        uid -> {
          change.flags(Side.SOURCE, uid, changes.now(uid));
          Meta copy = after.get(ledger.destinationUid(uid).orElse(0));
          if (copy != null && copy.flags().isPresent()) {
            change.flags(Side.DESTINATION, uid, copy.flags().get());
          }
        });
    change.record().await();
  }
}
