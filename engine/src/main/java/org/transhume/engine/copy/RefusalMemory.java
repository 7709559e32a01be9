package org.transhume.engine.copy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidSet;

/**
 * What was learned of messages that were refused, for the time after the connection: some servers
 * say BAD to what they do not take, and nothing more may be sent on that connection then. Without
 * it each new connection would begin with what ended the one before. Kept for one folder and one
 * pass, and of messages only until they are stored or given up. One thread.
 */
public final class RefusalMemory {
  /** What {@link RefusedKeywords} keeps. */
  final Map<Long, Outgoing> bare = new HashMap<>();

  final Map<Long, InternalDate> undated = new HashMap<>();

  /** How each is sent next that was refused alone. */
  private final Map<Long, Outgoing> next = new HashMap<>();

  /** By UID the number of the half it goes out with: its batch was refused as a whole. */
  private final Map<Long, Long> halfOf = new HashMap<>();

  /** Messages of refused batches that have not been sent again since. */
  private UidSet refusedTogether = UidSet.empty();

  private UidSet givenUp = UidSet.empty();
  private long halves;
  private boolean hasLearned;

  /** Whether anything was learned since this was asked last: then another try is another one. */
  public boolean hasLearned() {
    boolean learned = hasLearned;
    hasLearned = false;
    return learned;
  }

  /** Whether something is still to be sent that may be refused again. */
  boolean hasSuspects() {
    return !next.isEmpty() || !halfOf.isEmpty();
  }

  /** Messages to which the destination has said no, together with others, when sent last. */
  public UidSet refusedTogether() {
    return refusedTogether;
  }

  /** Messages go out: what was said to them before is no answer to that. */
  void sending(UidSet messages) {
    if (!refusedTogether.isEmpty()) {
      refusedTogether = refusedTogether.minus(messages);
    }
  }

  /** The destination said no and stored something all the same. */
  void believeNoRefusal() {
    refusedTogether = UidSet.empty();
  }

  /**
   * Gives what was stored without its keywords those that the destination takes, if the connection
   * died before. Tries it once: if this connection dies of it, too, they are named as missing.
   */
  public void giveKeywords(DestinationFolder destination, PairLedger ledger) {
    if (!bare.isEmpty()) {
      try {
        new RefusedKeywords(destination, ledger, this).give();
      } finally {
        bare.clear();
      }
    }
  }

  void refused(Outgoing message, Optional<Outgoing> milder) {
    forget(message);
    long uid = message.uid().value();
    milder.ifPresentOrElse(
        other -> next.put(uid, other), () -> givenUp = givenUp.union(UidSet.of(message.uid())));
    hasLearned = true;
  }

  void refusedTogether(List<Outgoing> batch) {
    halves += 2;
    var uids = new UidSet.Builder();
    batch.forEach(message -> uids.add(message.uid().value()));
    refusedTogether = refusedTogether.union(uids.build());
    for (int i = 0; i < batch.size(); i++) {
      boolean first = i < (batch.size() + 1) / 2;
      halfOf.put(batch.get(i).uid().value(), first ? halves : halves + 1);
    }
    hasLearned = true;
  }

  void stored(Outgoing message) {
    if (!next.isEmpty() || !halfOf.isEmpty()) {
      forget(message);
    }
  }

  private void forget(Outgoing message) {
    next.remove(message.uid().value());
    halfOf.remove(message.uid().value());
  }

  /** What of {@code group} goes out, in its order and as what; what may do harm goes by itself. */
  List<List<Outgoing>> arrange(List<Outgoing> group, RefusedKeywords keywords) {
    if (next.isEmpty() && halfOf.isEmpty() && givenUp.isEmpty()) {
      return group.isEmpty() ? List.of() : List.of(group);
    }
    var groups = new ArrayList<List<Outgoing>>();
    var present = new ArrayList<Outgoing>();
    long half = 0;
    for (Outgoing message : group) {
      long uid = message.uid().value();
      Outgoing form = next.get(uid);
      long its = halfOf.getOrDefault(uid, 0L);
      if (form != null || its != half) {
        end(present, groups);
        half = its;
      }
      if (form != null) {
        groups.add(List.of(as(form, message, keywords)));
      } else if (!givenUp.contains(uid)) {
        present.add(message);
      }
    }
    end(present, groups);
    return groups;
  }

  private static void end(List<Outgoing> present, List<List<Outgoing>> groups) {
    if (!present.isEmpty()) {
      groups.add(List.copyOf(present));
      present.clear();
    }
  }

  /** {@code message}, which lacks its keywords already if it was refused before, in that form. */
  private static Outgoing as(Outgoing form, Outgoing message, RefusedKeywords keywords) {
    boolean isUndated = form.internalDate().isEmpty() && message.internalDate().isPresent();
    Outgoing same =
        isUndated ? keywords.without(message, Problem.MESSAGE_REFUSED).orElse(message) : message;
    return same.repaired(form.repairs());
  }
}
