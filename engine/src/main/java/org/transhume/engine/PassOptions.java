package org.transhume.engine;

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
 * @param deep read every octet back, not those of odd messages alone
 * @param adoptFlags carry flags over to mail that was at the destination already
 * @param copyMissingAgain after a restored or recreated destination folder, copy again what is
 *     missing there instead of stopping
 * @param subscribeAll subscribe to every folder at the destination, not to those subscribed at the
 *     source alone
 * @param twoMailboxes a person says that source and destination are two, however alike they look
 * @param remap move our copies of folders that were copied and are to go elsewhere now, instead of
 *     stopping
 * @param failedOnly try again what an earlier pass could not copy, and nothing else
 * @param lanes folders worked on at the same time, at least 1
 * @param deletions what is removed, on either side
 * @param once take a message that stands in several folders in the first of them alone; then
 *     folders are worked on one after another
 * @param repairs what may be changed in a message that the destination refuses as it is
 */
public record PassOptions(
    SelectionRules selection,
    MessageRules messages,
    FolderMapRules map,
    boolean deep,
    boolean adoptFlags,
    boolean copyMissingAgain,
    boolean subscribeAll,
    boolean twoMailboxes,
    boolean remap,
    boolean failedOnly,
    int lanes,
    BatchLimits limits,
    DeletionRules deletions,
    boolean once,
    DateRepair dates,
    Set<Repair> repairs) {
  public PassOptions {
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
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        2,
        BatchLimits.DEFAULT,
        DeletionRules.NONE,
        false,
        DateRepair.NONE,
        Set.of());
  }

  /**
   * A text that is the same as long as the same messages are taken of a folder that is taken. Which
   * folders are is left aside: a folder that is taken is what it was, whatever became of others.
   */
  String selectionDigest() {
    return (messages.takeAll() ? "all messages" : messages.digest()) + (once ? ", once" : "");
  }

  /** The same with another selection and map. */
  public PassOptions withFolders(SelectionRules otherSelection, FolderMapRules otherMap) {
    return new PassOptions(
        otherSelection,
        messages,
        otherMap,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        lanes,
        limits,
        deletions,
        once,
        dates,
        repairs);
  }

  /** The same with other messages. */
  public PassOptions withMessages(MessageRules others) {
    return new PassOptions(
        selection,
        others,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        lanes,
        limits,
        deletions,
        once,
        dates,
        repairs);
  }

  /** The same, reading every octet back or not. */
  public PassOptions withDeep(boolean yes) {
    return withSwitches(yes, adoptFlags, copyMissingAgain, subscribeAll, twoMailboxes);
  }

  /** The same, carrying flags over to mail that was there already or not. */
  public PassOptions withAdoptFlags(boolean yes) {
    return withSwitches(deep, yes, copyMissingAgain, subscribeAll, twoMailboxes);
  }

  /** The same, copying again what is missing in a recreated folder or stopping. */
  public PassOptions withCopyMissingAgain(boolean yes) {
    return withSwitches(deep, adoptFlags, yes, subscribeAll, twoMailboxes);
  }

  /** The same, subscribing to every folder or not. */
  public PassOptions withSubscribeAll(boolean yes) {
    return withSwitches(deep, adoptFlags, copyMissingAgain, yes, twoMailboxes);
  }

  /** The same, taking two mailboxes that look like one for two or not. */
  public PassOptions withTwoMailboxes(boolean yes) {
    return withSwitches(deep, adoptFlags, copyMissingAgain, subscribeAll, yes);
  }

  /** The same, moving what was copied where it is to go now, or stopping. */
  public PassOptions withRemap(boolean yes) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        yes,
        failedOnly,
        lanes,
        limits,
        deletions,
        once,
        dates,
        repairs);
  }

  /** The same, trying again what failed and nothing else, or all. */
  public PassOptions withFailedOnly(boolean yes) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        yes,
        lanes,
        limits,
        deletions,
        once,
        dates,
        repairs);
  }

  private PassOptions withSwitches(
      boolean readBack, boolean flags, boolean again, boolean subscribe, boolean two) {
    return new PassOptions(
        selection,
        messages,
        map,
        readBack,
        flags,
        again,
        subscribe,
        two,
        remap,
        failedOnly,
        lanes,
        limits,
        deletions,
        once,
        dates,
        repairs);
  }

  /** The same with another number of lanes and other batches. */
  public PassOptions withPace(int otherLanes, BatchLimits otherLimits) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        otherLanes,
        otherLimits,
        deletions,
        once,
        dates,
        repairs);
  }

  /** The same, with other removals. */
  public PassOptions withDeletions(DeletionRules others) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        lanes,
        limits,
        others,
        once,
        dates,
        repairs);
  }

  /** The same, taking a message that stands in several folders once or in each. */
  public PassOptions withOnce(boolean yes) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        lanes,
        limits,
        deletions,
        yes,
        dates,
        repairs);
  }

  /** The same, with other repairs. */
  public PassOptions withRepairs(Set<Repair> others) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        lanes,
        limits,
        deletions,
        once,
        dates,
        others);
  }

  /** The same, repairing dates in that way. */
  public PassOptions withDates(DateRepair others) {
    return new PassOptions(
        selection,
        messages,
        map,
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failedOnly,
        lanes,
        limits,
        deletions,
        once,
        others,
        repairs);
  }
}
