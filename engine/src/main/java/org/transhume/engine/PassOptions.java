package org.transhume.engine;

import java.util.EnumSet;
import java.util.Set;
import org.transhume.engine.content.Repair;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.dates.DateRepair;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.selection.MessageRules;
import org.transhume.engine.selection.SelectionRules;

/**
 * What a person asks of a pass.
 *
 * @param selection which folders are taken
 * @param messages which of their messages are
 * @param map where the folders go
 * @param choices what is done otherwise than usual
 * @param lanes folders worked on at the same time, at least 1
 * @param limits how much goes out in one command
 * @param deletions what is removed, on either side
 * @param dates which dates are repaired, and by what
 * @param repairs what may be changed in a message that the destination refuses as it is
 */
public record PassOptions(
    SelectionRules selection,
    MessageRules messages,
    FolderMapRules map,
    Set<Choice> choices,
    int lanes,
    BatchLimits limits,
    DeletionRules deletions,
    DateRepair dates,
    Set<Repair> repairs) {

  /** What is chosen or not. */
  public enum Choice {
    /** Every octet is read back, not those of odd messages alone. */
    DEEP,
    /** Flags are carried over to mail that was at the destination already. */
    ADOPT_FLAGS,
    /** After a restored or recreated destination folder what is missing is copied again. */
    COPY_MISSING_AGAIN,
    /** Every folder is subscribed at the destination, not those subscribed at the source alone. */
    SUBSCRIBE_ALL,
    /** A person says that source and destination are two, however alike they look. */
    TWO_MAILBOXES,
    /** Our copies in folders that are to go elsewhere now are moved, instead of stopping. */
    REMAP,
    /** What an earlier pass could not copy is tried again, and nothing else. */
    FAILED_ONLY,
    /**
     * A message that stands in several folders is taken in the first of them alone; then folders
     * are worked on one after another.
     */
    ONCE
  }

  public PassOptions {
    choices = Set.copyOf(choices);
    repairs = Set.copyOf(repairs);
    if (lanes < 1) {
      throw new IllegalArgumentException("A pass needs a lane: " + lanes);
    }
  }

  /** Everything that is the person's own, to the destination's own folders, two at a time. */
  public static PassOptions usual() {
    return new PassOptions(
        SelectionRules.everything(),
        MessageRules.everything(),
        FolderMapRules.usual(),
        Set.of(),
        2,
        BatchLimits.DEFAULT,
        DeletionRules.NONE,
        DateRepair.NONE,
        Set.of());
  }

  /** Whether that was chosen. */
  public boolean has(Choice choice) {
    return choices.contains(choice);
  }

  /**
   * A text that is the same as long as the same messages are taken of a folder that is taken. Which
   * folders are is left aside: a folder that is taken is what it was, whatever became of others.
   */
  String selectionDigest() {
    return (messages.takeAll() ? "all messages" : messages.digest())
        + (has(Choice.ONCE) ? ", once" : "");
  }

  /** The same, with that chosen or not. */
  public PassOptions with(Choice choice, boolean yes) {
    var others = EnumSet.noneOf(Choice.class);
    others.addAll(choices);
    if (yes) {
      others.add(choice);
    } else {
      others.remove(choice);
    }
    return new PassOptions(
        selection, messages, map, others, lanes, limits, deletions, dates, repairs);
  }

  /** The same, with that chosen. */
  public PassOptions with(Choice choice) {
    return with(choice, true);
  }

  /** The same with another selection and map. */
  public PassOptions withFolders(SelectionRules otherSelection, FolderMapRules otherMap) {
    return new PassOptions(
        otherSelection, messages, otherMap, choices, lanes, limits, deletions, dates, repairs);
  }

  /** The same with other messages. */
  public PassOptions withMessages(MessageRules others) {
    return new PassOptions(
        selection, others, map, choices, lanes, limits, deletions, dates, repairs);
  }

  /** The same with another number of lanes and other batches. */
  public PassOptions withPace(int otherLanes, BatchLimits otherLimits) {
    return new PassOptions(
        selection, messages, map, choices, otherLanes, otherLimits, deletions, dates, repairs);
  }

  /** The same, with other removals. */
  public PassOptions withDeletions(DeletionRules others) {
    return new PassOptions(
        selection, messages, map, choices, lanes, limits, others, dates, repairs);
  }

  /** The same, repairing dates in that way. */
  public PassOptions withDates(DateRepair others) {
    return new PassOptions(
        selection, messages, map, choices, lanes, limits, deletions, others, repairs);
  }

  /** The same, with other repairs. */
  public PassOptions withRepairs(Set<Repair> others) {
    return new PassOptions(
        selection, messages, map, choices, lanes, limits, deletions, dates, others);
  }
}
