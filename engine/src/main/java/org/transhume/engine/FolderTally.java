package org.transhume.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.copy.Copied;
import org.transhume.engine.copy.CopyResult;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.report.Compromises;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.MessagesLeftOut;
import org.transhume.engine.selection.MessageRule;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Flag;
import org.transhume.mail.UidSet;

/**
 * Counts what a pass does with one folder, over all its tries, and makes the report of it. The sums
 * come from the ledger, not from counting along: what is reported is what is on record. One thread.
 */
final class FolderTally {
  private static final int WINDOW = 5_000;

  /** The code of a message that no pass has come to yet. */
  static final String NOT_COPIED = "NOT_COPIED";

  private UidSet copied = UidSet.empty();
  private UidSet adopted = UidSet.empty();
  private UidSet planned = UidSet.empty();
  private UidSet plannedMarked = UidSet.empty();
  private UidSet flagged = UidSet.empty();
  private UidSet surplus = UidSet.empty();
  private UidSet vanished = UidSet.empty();
  private long added;
  private long largestUid;
  private long bytes;

  /** Stored since the last result: of a copy that is broken off there is none. */
  private UidSet.Builder stored = new UidSet.Builder();

  private long storedMessages;
  private long storedBytes;

  /** The folders are opened anew: what the destination holds is counted from now on. */
  void opened() {
    added = 0;
    largestUid = 0;
  }

  /** The destination has stored a message; what comes of it is in the result, if there is one. */
  void stored(long uid, long octets) {
    stored.add(uid);
    storedMessages++;
    storedBytes += octets;
  }

  /**
   * The copy was broken off: what is stored is copied all the same.
   *
   * @return whether anything was
   */
  boolean brokeOff() {
    boolean progressed = storedMessages > 0;
    if (progressed) {
      copied = copied.union(stored.build());
      bytes += storedBytes;
      forgetStored();
    }
    return progressed;
  }

  private void forgetStored() {
    stored = new UidSet.Builder();
    storedMessages = 0;
    storedBytes = 0;
  }

  /** What of a folder was copied so far, when more cannot be said. */
  FolderFigures soFar() {
    return new FolderFigures(copied.size(), copied.size(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, bytes);
  }

  void addCopied(CopyResult result) {
    forgetStored();
    var uids = new UidSet.Builder();
    for (Copied message : result.copied()) {
      uids.add(message.uid().value());
      largestUid = Math.max(largestUid, message.destinationUid().value());
      bytes += message.content().sizeBytes();
    }
    added += result.copied().size();
    vanished = vanished.union(result.vanished());
    copied = copied.union(uids.build());
  }

  /** What was found of earlier sendings; its octets were copied as well as any. */
  void addSettled(UidSet uids, PairLedger pair) {
    UidSet found = uids.minus(copied);
    pair.contents(found, entry -> bytes += entry.content().sizeBytes());
    copied = copied.union(found);
  }

  void addAdopted(UidSet uids) {
    adopted = adopted.union(uids);
  }

  /** Messages this pass was not asked about: they are not counted at all. */
  void passedOver(UidSet uids) {
    vanished = vanished.union(uids);
  }

  void addPlanned(UidSet uids, UidSet marked) {
    planned = planned.union(uids);
    plannedMarked = plannedMarked.union(marked);
  }

  void addFlagged(UidSet uids) {
    flagged = flagged.union(uids);
  }

  void addSurplus(UidSet destinationUids) {
    surplus = surplus.union(destinationUids);
  }

  /** What a plan would copy, or adopt: nothing of that is on record. */
  UidSet planned() {
    return planned.union(adopted);
  }

  /** How many messages were copied so far. */
  long copied() {
    return copied.size();
  }

  /** How many messages the destination was given since it was opened last. */
  long added() {
    return added;
  }

  long largestUid() {
    return largestUid;
  }

  /** The figures of a folder that was left alone. */
  FolderWork unchanged(FolderTask task, PairLedger pair) {
    UidSet all = pair.atSource();
    var exceptions = exceptionsOf(pair, all);
    return new FolderWork(
        task,
        new FolderReport(
            task.source().name(),
            task.destination(),
            figures(pair, all, exceptions),
            exceptions.named,
            leftOut(pair, all, _ -> Map.of()),
            Optional.empty(),
            compromises(pair, all)),
        Optional.empty(),
        Optional.empty());
  }

  /** The report of a folder that was opened; {@code all} is what the source was found to hold. */
  FolderReport report(FolderTask task, OpenFolder source, PairLedger pair, UidSet all) {
    UidSet found = all.minus(vanished);
    var exceptions = exceptionsOf(pair, found);
    UidSet unaccounted = found.minus(pair.known()).minus(planned);
    unaccounted.forEach(uid -> exceptions.add(new Note(uid, NOT_COPIED, ""), true));
    return new FolderReport(
        task.source().name(),
        task.destination(),
        figures(pair, found, exceptions),
        labelled(source, exceptions.named),
        leftOut(pair, found, uids -> labels(source, uids)),
        Optional.empty(),
        compromises(pair, found));
  }

  private FolderFigures figures(PairLedger pair, UidSet found, Exceptions exceptions) {
    UidSet failed = exceptions.failed.build();
    UidSet held = pair.in(MessageState.PRESENT).union(pair.in(MessageState.REMOVED_HERE));
    UidSet present = held.intersect(found).minus(failed);
    UidSet copiedNow = present.intersect(copied.minus(adopted));
    return new FolderFigures(
        found.size(),
        copiedNow.size() + planned.minus(failed).size(),
        present.minus(copiedNow).size(),
        present.intersect(adopted).size(),
        pair.in(MessageState.GONE_THERE).intersect(found).size(),
        pair.in(MessageState.LEFT_OUT).intersect(found).size(),
        failed.size(),
        pair.in(MessageState.GONE_HERE).size(),
        exceptions.altered,
        markedDeleted(pair, copiedNow) + plannedMarked.minus(failed).size(),
        flagged.size(),
        surplus.size(),
        copiedNow.isEmpty() ? 0 : pair.outOfOrder().intersect(copiedNow).size(),
        bytes);
  }

  private Compromises compromises(PairLedger pair, UidSet found) {
    UidSet there =
        pair.in(MessageState.PRESENT)
            .union(pair.in(MessageState.REMOVED_HERE))
            .union(planned)
            .intersect(found);
    return new Compromises(pair.withSentDate().intersect(there), pair.lackingFlags(there));
  }

  private static long markedDeleted(PairLedger pair, UidSet uids) {
    return uids.stream()
        .filter(
            uid ->
                pair.lastFlags(Side.SOURCE, uid)
                    .filter(flags -> flags.contains(Flag.DELETED))
                    .isPresent())
        .count();
  }

  /** What stands in the notes: all of it counted, the first of it named. */
  private static final class Exceptions {
    final UidSet.Builder failed = new UidSet.Builder();
    final List<MessageException> named = new ArrayList<>();
    long altered;
    private long lastAltered;

    /** Ascending; a message may have been repaired and differ besides. */
    void add(Note note, boolean isFailure) {
      if (isFailure) {
        failed.add(note.uid());
      } else if (note.uid() != lastAltered) {
        altered++;
        lastAltered = note.uid();
      }
      if (named.size() < FolderReport.MAX_EXCEPTIONS) {
        named.add(
            new MessageException(
                note.uid(), note.code(), note.words(), Optional.empty(), isFailure));
      }
    }
  }

  private Exceptions exceptionsOf(PairLedger pair, UidSet found) {
    UidSet failed = pair.in(MessageState.FAILED).intersect(found).minus(planned);
    UidSet leftOut = pair.in(MessageState.LEFT_OUT);
    var exceptions = new Exceptions();
    exceptions.failed.addAll(failed);
    UidSet repaired = pair.in(MessageState.PRESENT).intersect(pair.repaired()).intersect(found);
    for (UidSet rest = found.minus(leftOut).minus(planned); !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      List<Note> notes = pair.notes(window);
      var inVain = new UidSet.Builder();
      notes.stream().filter(note -> isFailure(note, failed)).forEach(n -> inVain.add(n.uid()));
      Stream.concat(
              notes.stream(),
              repaired.intersect(window).minus(inVain.build()).stream()
                  .mapToObj(uid -> new Note(uid, Verdicts.REPAIRED, pair.repairs(uid).toString())))
          .sorted(Comparator.comparingLong(Note::uid))
          .forEach(note -> exceptions.add(note, isFailure(note, failed)));
      rest = rest.minus(window);
    }
    return exceptions;
  }

  private static boolean isFailure(Note note, UidSet failed) {
    return failed.contains(note.uid()) || Verdicts.FAILURES.contains(note.code());
  }

  private static List<MessagesLeftOut> leftOut(
      PairLedger pair, UidSet found, Function<UidSet, Map<Long, MessageLabel>> labels) {
    var leftOut = new ArrayList<MessagesLeftOut>();
    for (MessageRule rule : MessageRule.values()) {
      UidSet uids = pair.leftOutBy(rule.code()).intersect(found);
      if (!uids.isEmpty()) {
        leftOut.add(
            new MessagesLeftOut(rule, uids, labels.apply(uids.take(MessagesLeftOut.MAX_LABELS))));
      }
    }
    return leftOut;
  }

  /** Gives each exception what the message says of itself, as long as the source still tells. */
  private static List<MessageException> labelled(
      OpenFolder source, List<MessageException> exceptions) {
    if (exceptions.isEmpty()) {
      return exceptions;
    }
    var uids = new UidSet.Builder();
    exceptions.forEach(exception -> uids.add(exception.uid()));
    Map<Long, MessageLabel> labels = labels(source, uids.build());
    return exceptions.stream()
        .map(
            e ->
                new MessageException(
                    e.uid(),
                    e.code(),
                    e.words(),
                    Optional.ofNullable(labels.get(e.uid())),
                    e.failed()))
        .toList();
  }

  private static Map<Long, MessageLabel> labels(OpenFolder source, UidSet uids) {
    Map<Long, MessageLabel> labels = new TreeMap<>();
    source
        .list(
            uids,
            Set.of(Item.IDENTITY),
            meta ->
                meta.identity().ifPresent(f -> labels.put(meta.uid().value(), MessageLabel.of(f))))
        .await();
    return labels;
  }
}
