package org.transhume.engine;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.selection.MessageRule;
import org.transhume.engine.selection.MessageRules;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/**
 * Which messages of one folder are taken, and for each other one the rule that leaves it out, on
 * record. What was copied once stays copied, whatever the rules are now. One thread.
 */
final class MessageChoice {
  private final MessageRules rules;
  private final String digest;
  private final Instant now;
  private final Optional<Once> once;

  /**
   * The choice of a pass.
   *
   * @param digest of all that was selected by
   * @param now what ages are counted from
   * @param once by what a message is taken once, if it is
   */
  MessageChoice(MessageRules rules, String digest, Instant now, Optional<Once> once) {
    this.once = once;
    this.rules = rules;
    this.digest = digest;
    this.now = now;
  }

  /**
   * Decides on {@code fresh}, messages that are to be copied, and again on what was left out before
   * where that may have changed.
   *
   * @return those that are taken
   */
  UidSet take(UidSet fresh, OpenFolder source, PairLedger pair) {
    once.ifPresent(each -> each.see(pair));
    UidSet again = mayHaveChanged(pair) ? pair.in(MessageState.LEFT_OUT) : orphans(pair);
    UidSet candidates = fresh.union(again);
    if (candidates.isEmpty()) {
      return candidates;
    }
    Map<MessageRule, UidSet> leftOut = leftOut(candidates, source);
    UidSet taken = candidates;
    LedgerChange change = pair.change();
    for (Map.Entry<MessageRule, UidSet> each : leftOut.entrySet()) {
      taken = taken.minus(each.getValue());
      change.leftOut(each.getValue(), each.getKey().code());
    }
    // What is taken after all is new to the ledger: should it fail, it is not called left out.
    change.forget(again.intersect(taken)).record().await();
    UidSet allowed = taken;
    return once.map(each -> each.take(allowed, source, pair)).orElse(allowed);
  }

  /** What nothing stands for any more. */
  UidSet orphans(PairLedger pair) {
    return once.map(each -> each.orphans(pair)).orElse(UidSet.empty());
  }

  /** Whether a message that was left out might be taken now, for all that is known. */
  boolean mayHaveChanged(PairLedger pair) {
    boolean sameRules =
        pair.pair().snapshot().filter(s -> s.selection().equals(digest)).isPresent();
    return !sameRules || rules.changeWithTime() || rules.changeWithFlags();
  }

  private Map<MessageRule, UidSet> leftOut(UidSet candidates, OpenFolder source) {
    if (rules.takeAll()) {
      return Map.of();
    }
    var leftOut = new EnumMap<MessageRule, UidSet>(MessageRule.class);
    UidSet open = candidates;
    Optional<SearchKeys> search = rules.search();
    if (search.isPresent()) {
      UidSet found = source.search(search.get()).await();
      leftOut.put(MessageRule.NOT_FOUND, open.minus(found));
      open = open.intersect(found);
    }
    if (!rules.needs().isEmpty() && !open.isEmpty()) {
      leftOut.putAll(byListing(open, source));
    }
    return leftOut;
  }

  private Map<MessageRule, UidSet> byListing(UidSet uids, OpenFolder source) {
    var builders = new EnumMap<MessageRule, UidSet.Builder>(MessageRule.class);
    source
        .list(
            uids,
            rules.needs(),
            message ->
                rules
                    .reason(message, now)
                    .ifPresent(
                        rule ->
                            builders
                                .computeIfAbsent(rule, _ -> new UidSet.Builder())
                                .add(message.uid().value())))
        .await();
    var leftOut = new EnumMap<MessageRule, UidSet>(MessageRule.class);
    builders.forEach((rule, builder) -> leftOut.put(rule, builder.build()));
    return leftOut;
  }
}
