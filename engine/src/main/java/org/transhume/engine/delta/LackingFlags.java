package org.transhume.engine.delta;

import java.util.HashMap;
import java.util.Map;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.UidSet;

/**
 * Keeps on record which flags of the source the destination does not hold, so that they are named.
 * What its owner took away there is not among them. One thread.
 */
public final class LackingFlags {
  private final DestinationFolder destination;
  private final PairLedger ledger;

  public LackingFlags(DestinationFolder destination, PairLedger ledger) {
    this.destination = destination;
    this.ledger = ledger;
  }

  /** Whether a flag says something of the message, and not of a session or of its removal. */
  static boolean isOfTheMessage(Flag flag) {
    return !flag.equals(Flag.DELETED) && !flag.equals(Flag.RECENT);
  }

  /** What the destination says beforehand that it does not hold of a message with those flags. */
  public Flags expected(Flags flags) {
    return flags.keep(
        flag -> isOfTheMessage(flag) && !(flag.isSendable() && destination.keeps(flag)));
  }

  /**
   * Records what is lacking after the flags of {@code messages} changed at the source.
   *
   * @param there what the destination lists of the copies
   * @param done whether the changes were made there; before that only what cannot be is lacking
   */
  void record(FlagChanges changes, UidSet messages, Map<Long, Meta> there, boolean done) {
    var lacking = new HashMap<Long, Flags>();
    messages.forEach(
        uid -> {
          Meta copy = there.get(ledger.destinationUid(uid).orElse(0));
          if (copy != null) {
            Flags before = ledger.lackingFlags(uid);
            Flags now = lacking(uid, changes.now(uid), copy.flags().orElse(Flags.none()), done);
            if (!now.equals(before)) {
              lacking.put(uid, now);
            }
          }
        });
    if (!lacking.isEmpty()) {
      record(lacking);
    }
  }

  private Flags lacking(long uid, Flags sourceNow, Flags copyNow, boolean done) {
    Flags sourceBefore = ledger.lastFlags(Side.SOURCE, uid).orElse(Flags.none());
    Flags copyBefore = ledger.lastFlags(Side.DESTINATION, uid).orElse(Flags.none());
    Flags wanted =
        sourceNow.minus(sourceBefore).minus(copyBefore).keep(LackingFlags::isOfTheMessage);
    Flags still = ledger.lackingFlags(uid).keep(sourceNow::contains);
    return still.plus(done ? wanted : expected(wanted)).minus(copyNow);
  }

  /** A note of another kind says more than this one, and stays. */
  private void record(Map<Long, Flags> lacking) {
    var uids = new UidSet.Builder();
    lacking.keySet().stream().sorted().forEach(uids::add);
    var notes = new HashMap<Long, Note>();
    ledger.notes(uids.build()).forEach(note -> notes.put(note.uid(), note));
    LedgerChange change = ledger.change();
    lacking.forEach(
        (uid, flags) -> {
          Note note = notes.get(uid);
          boolean isOurs =
              note == null
                  || (note.code().equals(Verdicts.FLAGS_DIFFER)
                      && note.words().equals(ledger.lackingFlags(uid).toString()));
          if (isOurs && flags.isEmpty()) {
            change.clearNote(uid);
          } else if (isOurs) {
            change.note(new Note(uid, Verdicts.FLAGS_DIFFER, flags.toString()));
          }
          change.lacking(uid, flags);
        });
    change.record().await();
  }
}
