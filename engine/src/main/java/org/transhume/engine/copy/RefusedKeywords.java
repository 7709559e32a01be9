package org.transhume.engine.copy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * Keywords that a server says it keeps and does not take: Courier none that is a number or is
 * called {@code NIL}, others none beyond a certain number. A message that was refused alone is sent
 * once more without its keywords, and then given each of them by itself, so that it lacks only
 * those that are at fault. Where its date is one that many programs have no room for, it is sent
 * once more without it, and verification names what became of the date. One thread.
 */
final class RefusedKeywords {
  /** From 1971 on and as long as 32 bits last a date is no reason to refuse a message. */
  private static final long USUAL_FROM = 31_536_000L;

  private static final long USUAL_TO = Integer.MAX_VALUE;

  private final DestinationFolder destination;
  private final PairLedger ledger;

  /** Sent without their keywords, as they would have been, by the source's UID. */
  private final Map<Long, Outgoing> bare;

  /** The dates of what was sent without them, by the source's UID. */
  private final Map<Long, InternalDate> undated;

  RefusedKeywords(DestinationFolder destination, PairLedger ledger, RefusalMemory memory) {
    this.destination = destination;
    this.ledger = ledger;
    this.bare = memory.bare;
    this.undated = memory.undated;
  }

  /**
   * The refused message without its keywords, or without its date; nothing if it has none, and a
   * usual date, for then they are not why.
   */
  Optional<Outgoing> without(Outgoing message, Problem problem) {
    if (problem != Problem.MESSAGE_REFUSED) {
      return Optional.empty();
    }
    Flags system = message.sentFlags().keep(Flag::isSystem);
    if (system.equals(message.sentFlags())) {
      return withoutDate(message);
    }
    bare.put(message.uid().value(), message);
    return Optional.of(message.withSentFlags(system));
  }

  private Optional<Outgoing> withoutDate(Outgoing message) {
    Optional<InternalDate> unusual = message.internalDate().filter(date -> !isUsual(date));
    unusual.ifPresent(date -> undated.put(message.uid().value(), date));
    return unusual.map(_ -> message.withoutDate());
  }

  private static boolean isUsual(InternalDate date) {
    return date.epochSecond() >= USUAL_FROM && date.epochSecond() <= USUAL_TO;
  }

  /** The date that a stored message is to have. */
  Optional<InternalDate> dateOf(Outgoing message) {
    return message.internalDate().or(() -> Optional.ofNullable(undated.get(message.uid().value())));
  }

  /**
   * What is sent of {@code group}: what an earlier attempt was refused goes without its keywords
   * from the beginning, since a BAD costs the connection each time.
   */
  List<Outgoing> spare(List<Outgoing> group) {
    UidSet failed = ledger.in(MessageState.FAILED);
    if (failed.isEmpty()) {
      return group;
    }
    var refused = new UidSet.Builder();
    for (Note note : ledger.notes(failed)) {
      if (note.code().equals(Problem.MESSAGE_REFUSED.name())) {
        refused.add(note.uid());
      }
    }
    UidSet before = refused.build();
    return group.stream()
        .map(
            message ->
                before.contains(message.uid().value())
                    ? without(message, Problem.MESSAGE_REFUSED).orElse(message)
                    : message)
        .toList();
  }

  /** Gives what was stored without its keywords those that the destination takes. */
  void give() {
    UidSet present = ledger.in(MessageState.PRESENT);
    bare.keySet().removeIf(uid -> !present.contains(uid));
    if (bare.isEmpty()) {
      return;
    }
    var wanted = new TreeMap<Flag, UidSet.Builder>();
    bare.forEach(
        (uid, message) -> {
          for (Flag keyword : message.sentFlags().keep(flag -> !flag.isSystem())) {
            wanted.computeIfAbsent(keyword, _ -> new UidSet.Builder()).add(copyOf(uid));
          }
        });
    wanted.forEach((keyword, copies) -> give(keyword, copies.build()));
    Map<Long, Meta> copies = listed();
    LedgerChange change = ledger.change();
    for (long uid : bare.keySet()) {
      Optional.ofNullable(copies.get(copyOf(uid)))
          .flatMap(Meta::flags)
          .ifPresent(flags -> change.flags(Side.DESTINATION, uid, flags));
    }
    change.record().await();
    bare.clear();
  }

  private long copyOf(long uid) {
    return ledger.destinationUid(uid).orElseThrow();
  }

  private Map<Long, Meta> listed() {
    var copies = new UidSet.Builder();
    bare.keySet().forEach(uid -> copies.add(copyOf(uid)));
    var listed = new HashMap<Long, Meta>();
    destination
        .list(copies.build(), Set.of(Item.FLAGS), copy -> listed.put(copy.uid().value(), copy))
        .await();
    return listed;
  }

  private void give(Flag keyword, UidSet copies) {
    try {
      destination.store(copies, Flags.of(keyword), Flags.none(), Optional.empty()).await();
    } catch (EndpointException e) {
      if (e.scope() != Scope.MESSAGE) {
        throw e;
      }
      // This is the one. Verification lists it as missing.
    }
  }
}
