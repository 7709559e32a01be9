package org.transhume.engine.settle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * Settles the open intents of one folder: looks at the destination for messages whose answer never
 * came. What is found is recorded; what two looks some seconds apart do not find may be sent again
 * and is watched from then on, since octets of a dead client still land seconds later. One thread.
 */
public final class Settler {
  /** How far apart the last two looks are. */
  public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** The code of the note on a message that is known by its headers and whose octets differ. */
  public static final String ALTERED = "ALTERED";

  private static final Flags DELETED = Flags.of(Flag.DELETED);

  private final OpenFolder source;
  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final Sleeper sleeper;

  public Settler(
      OpenFolder source, DestinationFolder destination, PairLedger ledger, Sleeper sleeper) {
    this.source = source;
    this.destination = destination;
    this.ledger = ledger;
    this.sleeper = sleeper;
  }

  /**
   * Settles every open intent, see {@link #settle(UidSet, UidSet)}; no message was refused.
   *
   * @return what was found, source UIDs
   */
  public UidSet settle(UidSet answered) {
    return settle(answered, UidSet.empty());
  }

  /**
   * Settles every open intent. Afterwards none is open: each message named there is on record, or
   * was refused, or is watched and may be copied again.
   *
   * @param answered messages the destination said it stored without saying where: they are found at
   *     once, so that only for others the looks are repeated
   * @param refused messages the destination said no to: one look is enough for them, and none of
   *     them arrives later
   * @return what was found, source UIDs
   */
  public UidSet settle(UidSet answered, UidSet refused) {
    List<Intent> open = ledger.intents(Intent.State.OPEN);
    if (open.isEmpty()) {
      return UidSet.empty();
    }
    var found = new UidSet.Builder();
    UidSet owed = owed(open);
    UidSet matched = look(open, owed);
    found.addAll(matched);
    owed = owed.minus(matched);
    while (!owed.minus(answered).minus(refused).isEmpty()) {
      sleeper.sleep(BETWEEN_LOOKS);
      matched = look(open, owed);
      if (matched.isEmpty()) {
        break;
      }
      found.addAll(matched);
      owed = owed.minus(matched);
    }
    release(open, owed.minus(refused));
    return found.build();
  }

  /** The messages of the intents that are not on record yet. */
  private UidSet owed(List<Intent> open) {
    UidSet present = ledger.in(MessageState.PRESENT);
    var owed = new UidSet.Builder();
    open.forEach(intent -> owed.addAll(intent.messages().minus(present)));
    return owed.build();
  }

  private void release(List<Intent> open, UidSet notFound) {
    LedgerChange change = ledger.change();
    for (Intent intent : open) {
      UidSet again = intent.messages().intersect(notFound);
      if (again.isEmpty()) {
        change.stillOpen(intent, again);
      } else {
        change.watch(intent, again);
      }
    }
    change.record().await();
  }

  /** One look: which of {@code owed} stand at the destination now. They are recorded. */
  private UidSet look(List<Intent> open, UidSet owed) {
    if (owed.isEmpty()) {
      return owed;
    }
    long lowerBound = open.stream().mapToLong(i -> i.lowerBound().value()).min().orElseThrow();
    UidSet candidates =
        destination.uids().await().from(lowerBound).minus(ledger.takenAtDestination());
    if (candidates.isEmpty()) {
      return UidSet.empty();
    }
    return record(
        new Matching(source, destination)
            .match(sources(owed), Candidate.of(destination, candidates)));
  }

  private Map<Long, Candidate> sources(UidSet owed) {
    Map<Long, Candidate> sources = Candidate.ofSource(source, ledger, owed);
    // A message that passed whole has its content on record: it need not be read again.
    ledger.contents(
        owed,
        entry -> {
          Candidate message = sources.get(entry.uid());
          if (message != null && !message.isRead()) {
            message.content = entry.content();
          }
        });
    return sources;
  }

  private UidSet record(List<Matching.Match> matches) {
    var found = new UidSet.Builder();
    LedgerChange change = ledger.change();
    for (Matching.Match match : matches) {
      UidSet uid = UidSet.range(match.uid(), match.uid());
      boolean wasRead = !match.copy().content.digest().equals(ContentDigest.UNKNOWN);
      boolean same = match.message().content.digest().equals(match.copy().content.digest());
      change
          .present(match.uid(), new Uid(match.copyUid()), Origin.OURS)
          .content(match.uid(), match.message().content)
          .flags(Side.SOURCE, match.uid(), match.message().flags)
          .flags(Side.DESTINATION, match.uid(), match.copy().flags)
          .verified(uid, same ? VerifiedLevel.OCTETS : VerifiedLevel.IDENTITY);
      Flags missing = match.message().flags.minus(DELETED).minus(match.copy().flags);
      if (!missing.isEmpty()) {
        change.note(new Note(match.uid(), Verdicts.FLAGS_DIFFER, missing.toString()));
        change.lacking(match.uid(), missing);
      }
      if (wasRead && !same) {
        change.note(new Note(match.uid(), ALTERED, ""));
      }
      found.addAll(uid);
    }
    change.record().await();
    return found.build();
  }
}
