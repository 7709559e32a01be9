package org.transhume.engine.settle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.deletion.SurplusRemoval;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flags;
import org.transhume.mail.UidSet;

/**
 * Looks for late copies of messages that were sent again, and removes those that are surely ours:
 * above the lower bound, on record in no transfer into this destination, with the octets, flags and
 * date of a watched message exactly as sent, and no more of them than were sent again. One thread.
 */
public final class Watch {
  /** Later than this nothing of a dead connection lands any more (RFC 9051 section 5.4: 30 min). */
  public static final Duration LAST_LOOK = Duration.ofMinutes(35);

  private final OpenFolder source;
  private final DestinationFolder destination;
  private final Abilities abilities;
  private final PairLedger ledger;
  private final Clock clock;

  public Watch(
      OpenFolder source,
      DestinationFolder destination,
      Abilities abilities,
      PairLedger ledger,
      Clock clock) {
    this.source = source;
    this.destination = destination;
    this.abilities = abilities;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What a look came to.
   *
   * @param removed surplus copies removed, destination UIDs
   * @param listed surplus copies that stay since the server cannot remove them alone, destination
   *     UIDs
   * @param nextLook when a last look is due, if one is
   */
  public record Seen(UidSet removed, UidSet listed, Optional<Instant> nextLook) {}

  /** Looks once. Intents whose last look this was are closed. */
  public Seen look() {
    List<Intent> watched = ledger.intents(Intent.State.WATCHED);
    if (watched.isEmpty()) {
      return new Seen(UidSet.empty(), UidSet.empty(), Optional.empty());
    }
    UidSet surplus = surplus(watched);
    boolean removed = !surplus.isEmpty() && SurplusRemoval.remove(destination, abilities, surplus);
    Optional<Instant> nextLook = closeThePast(watched);
    return new Seen(
        removed ? surplus : UidSet.empty(), removed ? UidSet.empty() : surplus, nextLook);
  }

  private Optional<Instant> closeThePast(List<Intent> watched) {
    LedgerChange change = ledger.change();
    Optional<Instant> next = Optional.empty();
    for (Intent intent : watched) {
      Instant due = intent.since().plus(LAST_LOOK);
      if (clock.instant().isBefore(due)) {
        next = next.filter(due::isBefore).isPresent() ? next : Optional.of(due);
      } else {
        change.stillOpen(intent, UidSet.empty());
      }
    }
    change.record().await();
    return next;
  }

  private UidSet surplus(List<Intent> watched) {
    long lowerBound = watched.stream().mapToLong(i -> i.lowerBound().value()).min().orElseThrow();
    UidSet strangers =
        destination.uids().await().from(lowerBound).minus(ledger.takenAtDestination());
    if (strangers.isEmpty()) {
      return UidSet.empty();
    }
    var messages = new UidSet.Builder();
    watched.forEach(intent -> messages.addAll(intent.messages()));
    Map<ContentDigest, Deque<Long>> sentAgain = sentAgain(messages.build());
    Map<Long, Candidate> sources = Candidate.ofSource(source, ledger, messages.build());
    Map<Long, Candidate> copies = Candidate.of(destination, strangers);
    var hashes = sources.values().stream().map(s -> s.identity.hash()).toList();
    copies.values().removeIf(copy -> !hashes.contains(copy.identity.hash()));
    Matching.readOctets(destination, copies);
    var surplus = new UidSet.Builder();
    copies.forEach(
        (copyUid, copy) -> {
          Deque<Long> candidates =
              sentAgain.getOrDefault(copy.content.digest(), new ArrayDeque<>());
          for (long uid : new ArrayList<>(candidates)) {
            if (isExactlyAsSent(uid, sources.get(uid), copy)) {
              candidates.remove(uid);
              surplus.add(copyUid);
              return;
            }
          }
        });
    return surplus.build();
  }

  /** The messages that were sent again and arrived, by what passed. */
  private Map<ContentDigest, Deque<Long>> sentAgain(UidSet messages) {
    var byDigest = new HashMap<ContentDigest, Deque<Long>>();
    ledger.contents(
        messages.intersect(ledger.verified()),
        entry ->
            byDigest
                .computeIfAbsent(entry.content().digest(), _ -> new ArrayDeque<>())
                .add(entry.uid()));
    byDigest.remove(ContentDigest.UNKNOWN);
    return byDigest;
  }

  private boolean isExactlyAsSent(long uid, @Nullable Candidate message, Candidate copy) {
    Flags sent = ledger.lastFlags(Side.DESTINATION, uid).orElse(Flags.none());
    return message != null
        && copy.internalDate.isPresent()
        && ledger
            .dateOfCopy(uid, message.internalDate)
            .filter(copy.internalDate.get()::sameInstant)
            .isPresent()
        && copy.flags.equals(sent);
  }
}
