package org.transhume.engine.verify;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.content.Oddity;
import org.transhume.engine.copy.Copied;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Sleeper;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * Matches at the destination what has just been copied: every UID is listed with its date and
 * flags, and where something odd passed, or everything is to be proved, the octets are read back.
 * One thread.
 */
public final class Verifier {
  private static final Duration BEFORE_ANOTHER_LOOK = Duration.ofSeconds(5);

  /** Of so few messages each may be odd; of more than that it is the server. */
  private static final int FEW_SIZES = 20;

  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final boolean deep;
  private final Sleeper sleeper;

  /** Source UIDs of what was not sent as it is at the source. */
  private UidSet repaired = UidSet.empty();

  /**
   * A verifier for an open folder.
   *
   * @param deep read the octets of every message back, not of the odd ones alone
   */
  public Verifier(DestinationFolder destination, PairLedger ledger, boolean deep, Sleeper sleeper) {
    this.sleeper = sleeper;
    this.destination = destination;
    this.ledger = ledger;
    this.deep = deep;
  }

  /** Verifies {@code copied} and records what was found. */
  public void verify(List<Copied> copied) {
    if (copied.isEmpty()) {
      return;
    }
    repaired = ledger.repaired();
    var byUid = new HashMap<Long, Copied>();
    var uids = new UidSet.Builder();
    var toRead = new UidSet.Builder();
    for (Copied message : copied) {
      byUid.put(message.destinationUid().value(), message);
      uids.add(message.destinationUid().value());
      if (isToBeRead(message)) {
        toRead.add(message.destinationUid().value());
      }
    }
    var listed = new HashMap<Long, Meta>();
    Handle<UidSet> listing = list(uids.build(), listed);
    Map<Long, Content> octets = readBack(toRead.build());
    UidSet missing = uids.build().minus(listing.await());
    if (!missing.isEmpty()) {
      // A server may show what it stored a little later; nothing is sent again before that.
      sleeper.sleep(BEFORE_ANOTHER_LOOK);
      list(missing, listed).await();
      octets.putAll(readBack(missing.intersect(toRead.build())));
    }
    octets.putAll(readBack(ofAnotherSize(byUid, listed).minus(toRead.build())));
    LedgerChange change = ledger.change();
    uids.build().forEach(uid -> judge(byUid.get(uid), listed.get(uid), octets.get(uid), change));
    change.record().await();
  }

  /**
   * What the destination gives another size than was sent. Nothing, where it does so with most:
   * then its sizes are not those of the octets (Exchange), and say nothing.
   */
  private static UidSet ofAnotherSize(Map<Long, Copied> sent, Map<Long, Meta> listed) {
    var others = new UidSet.Builder();
    int count = 0;
    for (Meta meta : listed.values()) {
      Copied message = sent.get(meta.uid().value());
      if (message != null
          && message.content().sizeBytes() > 0
          && meta.sizeBytes().isPresent()
          && meta.sizeBytes().getAsLong() != message.content().sizeBytes()) {
        others.add(meta.uid().value());
        count++;
      }
    }
    boolean isHabit = count > FEW_SIZES && count * 2 > listed.size();
    return isHabit ? UidSet.empty() : others.build();
  }

  private Handle<UidSet> list(UidSet uids, Map<Long, Meta> listed) {
    return destination.list(
        uids,
        Set.of(Item.FLAGS, Item.INTERNAL_DATE, Item.SIZE),
        meta -> listed.put(meta.uid().value(), meta));
  }

  private Map<Long, Content> readBack(UidSet uids) {
    var octets = new HashMap<Long, Content>();
    if (!uids.isEmpty()) {
      OctetReader.read(destination, uids, (uid, content) -> octets.put(uid.value(), content))
          .await();
    }
    return octets;
  }

  private void judge(
      @Nullable Copied message,
      @Nullable Meta found,
      @Nullable Content octets,
      LedgerChange change) {
    if (message == null) {
      return;
    }
    long uid = message.uid().value();
    UidSet one = UidSet.of(message.uid());
    if (found == null) {
      change
          .state(one, MessageState.FAILED)
          .watch(one, new UidNext(message.destinationUid().value()))
          .note(new Note(uid, Verdicts.NOT_LISTED, "UID " + message.destinationUid()));
      return;
    }
    if (isToBeRead(message) && octets == null) {
      change.note(new Note(uid, Verdicts.NOT_READ_BACK, "UID " + message.destinationUid()));
      return;
    }
    if (octets != null && !isSame(message.content(), octets)) {
      change.note(new Note(uid, Verdicts.OCTETS_DIFFER, "UID " + message.destinationUid()));
      return;
    }
    change
        .verified(one, octets == null ? VerifiedLevel.UID_LISTED : VerifiedLevel.OCTETS)
        .clearNote(uid);
    Flags lacking = message.expectedFlags().minus(found.flags().orElse(Flags.none()));
    if (!lacking.isEmpty()) {
      change.lacking(uid, lacking);
    }
    difference(message, found, octets)
        .ifPresent(words -> change.note(new Note(uid, words.code(), words.words())));
  }

  private boolean isToBeRead(Copied message) {
    return deep || !message.content().oddities().isEmpty() || isRepaired(message);
  }

  private boolean isRepaired(Copied message) {
    return repaired.contains(message.uid().value());
  }

  private static boolean isSame(Content passed, Content found) {
    return passed.digest().equals(ContentDigest.UNKNOWN) || passed.digest().equals(found.digest());
  }

  /**
   * Whether octets of equal digest were altered. A server may alter some of what is odd and leave
   * the rest (of the CRs of a message, those before CR LF): then only the size tells, which of what
   * was repaired is the source's.
   */
  private boolean isNormalised(Copied message, Content found) {
    Content passed = message.content();
    return !found.oddities().equals(passed.oddities())
        || (!isRepaired(message)
            && !passed.digest().equals(ContentDigest.UNKNOWN)
            && found.sizeBytes() != passed.sizeBytes());
  }

  private record Difference(String code, String words) {}

  private Optional<Difference> difference(Copied message, Meta found, @Nullable Content octets) {
    if (octets != null && isNormalised(message, octets)) {
      Set<Oddity> altered = EnumSet.noneOf(Oddity.class);
      altered.addAll(message.content().oddities());
      altered.removeAll(octets.oddities());
      return Optional.of(
          new Difference(
              Verdicts.NORMALISED,
              altered.isEmpty() ? message.content().oddities().toString() : altered.toString()));
    }
    Optional<InternalDate> sent = message.internalDate();
    Optional<InternalDate> got = found.internalDate();
    if (sent.isEmpty()) {
      return Optional.of(new Difference(Verdicts.NO_DATE, ""));
    }
    if (got.isPresent() && !got.get().sameInstant(sent.get())) {
      return Optional.of(new Difference(Verdicts.DATE_DIFFERS, sent.get() + " → " + got.get()));
    }
    Flags missing = message.expectedFlags().minus(found.flags().orElse(Flags.none()));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(new Difference(Verdicts.FLAGS_DIFFER, missing.toString()));
  }
}
