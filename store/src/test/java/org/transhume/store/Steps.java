package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/**
 * Numbered lists of records, of which a ledger can be told afterwards that each is there whole or
 * not at all: step n says of 20 UIDs what n is, in every table that grows with messages.
 */
final class Steps {
  private static final PairId PAIR = new PairId(1);
  private static final int UIDS = 20;
  private static final UidSet ALL = UidSet.range(1, Uid.MAX_VALUE);

  private Steps() {}

  /** What must be there before the first step. */
  static LedgerRecord pair() {
    return new LedgerRecord.PutPair(
        new PairRecord(
            PAIR,
            new FolderKey(new MailboxName("INBOX", '/'), new UidValidity(1)),
            new FolderKey(new MailboxName("INBOX", '/'), new UidValidity(2)),
            Optional.empty()));
  }

  /** The records of step {@code number}, counted from 1. */
  static List<LedgerRecord> step(long number) {
    long first = number * UIDS;
    long last = first + UIDS - 1;
    return List.of(
        new LedgerRecord.PutRange(PAIR, Column.STATE, first, last, number),
        new LedgerRecord.PutContents(
            PAIR,
            LongStream.rangeClosed(first, last)
                .mapToObj(uid -> new ContentEntry(uid, content(uid, number)))
                .toList()),
        new LedgerRecord.PutIntent(
            new Intent(
                number,
                PAIR,
                Intent.State.OPEN,
                UidSet.range(first, last),
                new UidNext(1),
                Instant.EPOCH)),
        new LedgerRecord.PutNote(PAIR, new Note(first, "STEP", "step " + number)));
  }

  /** How many steps are there; fails unless each one is whole and none between is missing. */
  static long stepsIn(LedgerStorage ledger) {
    Set<Long> steps = presentSteps(ledger);
    assertThat(steps)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, steps.size()).boxed().toList());
    return steps.size();
  }

  /** Which steps are there; fails unless each is whole. */
  static Set<Long> presentSteps(LedgerStorage ledger) {
    var parts = new TreeMap<Long, Integer>();
    RangeMap states = ledger.ranges(PAIR, Column.STATE);
    states.forEach(
        (first, last, number) -> {
          assertThat(first).isEqualTo(number * UIDS);
          assertThat(last).isEqualTo(first + UIDS - 1);
          parts.merge(number, 1, Integer::sum);
        });
    ledger.contents(
        PAIR,
        ALL,
        entry -> {
          long number = entry.uid() / UIDS;
          assertThat(entry.content()).isEqualTo(content(entry.uid(), number));
          parts.merge(number, 1, Integer::sum);
        });
    for (Intent intent : ledger.intents(PAIR)) {
      parts.merge(intent.id(), 1, Integer::sum);
    }
    for (Note note : ledger.notes(PAIR, ALL)) {
      assertThat(note.words()).isEqualTo("step " + note.uid() / UIDS);
      parts.merge(note.uid() / UIDS, 1, Integer::sum);
    }
    assertThat(parts.values()).allMatch(count -> count == UIDS + 3);
    return parts.keySet();
  }

  private static Content content(long uid, long number) {
    return new Content(new ContentDigest(uid, ~uid), uid * number, Set.of(), number);
  }
}
