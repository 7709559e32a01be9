package org.transhume.engine.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.foldermap.NameChange;
import org.transhume.engine.pace.Wait;
import org.transhume.mail.Flag;
import org.transhume.mail.MailboxName;

/**
 * What a pass came to.
 *
 * @param folders in the order of the source's list
 * @param leftOut folders that were not selected, each with the rule
 * @param renamed folders whose names the destination could not hold as they are
 * @param followed folders that were renamed at the source and whose mail was not copied again
 * @param moved messages that were moved at the source and whose copies were brought along
 * @param failure what ended the pass before its end, if something did
 * @param lookDue when a last look for late copies is owed, if one is
 * @param deletions what was removed, or refused
 */
public record PassReport(
    Instant began,
    Instant ended,
    List<FolderReport> folders,
    List<FolderLeftOut> leftOut,
    List<FolderRenamed> renamed,
    List<FolderFollowed> followed,
    List<MessagesMoved> moved,
    Optional<EndpointException> failure,
    Optional<Instant> lookDue,
    DeletionReport deletions) {
  public PassReport {
    folders = List.copyOf(folders);
    leftOut = List.copyOf(leftOut);
    renamed = List.copyOf(renamed);
    followed = List.copyOf(followed);
    moved = List.copyOf(moved);
  }

  /** A folder that has another name at the destination than it would have. */
  public record FolderRenamed(
      MailboxName source, MailboxName destination, Set<NameChange> changes) {
    public FolderRenamed {
      changes = Set.copyOf(changes);
    }
  }

  /** A folder that was renamed at the source, and where its mail stands. */
  public record FolderFollowed(MailboxName before, MailboxName now, MailboxName destination) {}

  /**
   * Messages that were moved from one folder of the source to another.
   *
   * @param destination where their copies stand now
   */
  public record MessagesMoved(
      MailboxName before, MailboxName now, MailboxName destination, long messages) {
    /** Both together; they went the same way. */
    public MessagesMoved plus(MessagesMoved other) {
      return new MessagesMoved(before, now, destination, messages + other.messages);
    }
  }

  /** A folder that was not selected. */
  public record FolderLeftOut(String folder, String rule, long messages) {}

  /** The figures of all folders together. */
  public FolderFigures total() {
    return folders.stream()
        .map(FolderReport::figures)
        .reduce(FolderFigures.NONE, FolderFigures::plus);
  }

  /** The flags the destination does not hold, and on how many messages, of all folders. */
  public SortedMap<Flag, Long> flagsNotKept() {
    var all = new TreeMap<Flag, Long>();
    for (FolderReport folder : folders) {
      folder.compromises().flagsNotKept().forEach((flag, n) -> all.merge(flag, n, Long::sum));
    }
    return all;
  }

  /** How many messages were given a date of their header, of all folders. */
  public long datesRepaired() {
    return folders.stream().mapToLong(f -> f.compromises().datesRepaired().size()).sum();
  }

  /** Until when the rest has to wait, and why; empty if nothing has to. */
  public Optional<Wait> waiting() {
    return failure.flatMap(PassReport::waiting);
  }

  /** The same of what kept a pass from beginning, or ended it. */
  public static Optional<Wait> waiting(EndpointException failure) {
    return failure.signal() instanceof Signal.Leave(Instant until, WaitCause cause)
        ? Optional.of(new Wait(failure.side(), until, cause, failure.words()))
        : Optional.empty();
  }

  /** The outcome in one word. */
  public Verdict verdict() {
    if (waiting().isPresent()) {
      return Verdict.WAITING;
    }
    boolean whole = failure.isEmpty() && folders.stream().allMatch(FolderReport::isWhole);
    if (!whole) {
      return Verdict.FAIL;
    }
    return folders.stream().allMatch(f -> f.exceptions().isEmpty())
        ? Verdict.PASS
        : Verdict.PASS_WITH_EXCEPTIONS;
  }
}
