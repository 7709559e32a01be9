package org.transhume.engine.report;

/**
 * The sum of one folder (invariant I11): found = copied + already there + gone there + left out +
 * failed. What is gone at the source stands beside it. All are numbers of messages, none negative.
 *
 * @param found at the source now
 * @param copied by this pass; in a plan: to be copied
 * @param alreadyThere copied by an earlier pass, or adopted
 * @param adopted of those already there, found by this pass without having been copied
 * @param goneThere moved or removed at the destination by the owner
 * @param leftOut by a rule
 * @param failed could not be copied, or not be proved to be there
 * @param goneHere copied once and no longer at the source
 * @param altered of those there, with a difference that is named in the exceptions
 * @param markedDeleted of those copied, marked \Deleted at the source and copied without that mark
 * @param flagsCarried whose flags this pass changed at the destination
 * @param surplus second copies of a message whose first answer was lost, removed or listed
 * @param outOfOrder of those copied, standing behind mail that came later at the source
 * @param bytes octets copied by this pass
 */
public record FolderFigures(
    long found,
    long copied,
    long alreadyThere,
    long adopted,
    long goneThere,
    long leftOut,
    long failed,
    long goneHere,
    long altered,
    long markedDeleted,
    long flagsCarried,
    long surplus,
    long outOfOrder,
    long bytes) {
  /** Nothing found, nothing done. */
  public static final FolderFigures NONE =
      new FolderFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The sum of two. */
  public FolderFigures plus(FolderFigures other) {
    return new FolderFigures(
        found + other.found,
        copied + other.copied,
        alreadyThere + other.alreadyThere,
        adopted + other.adopted,
        goneThere + other.goneThere,
        leftOut + other.leftOut,
        failed + other.failed,
        goneHere + other.goneHere,
        altered + other.altered,
        markedDeleted + other.markedDeleted,
        flagsCarried + other.flagsCarried,
        surplus + other.surplus,
        outOfOrder + other.outOfOrder,
        bytes + other.bytes);
  }

  /** The same with {@code more} second copies of messages. */
  public FolderFigures withMoreSurplus(long more) {
    return new FolderFigures(
        found,
        copied,
        alreadyThere,
        adopted,
        goneThere,
        leftOut,
        failed,
        goneHere,
        altered,
        markedDeleted,
        flagsCarried,
        surplus + more,
        outOfOrder,
        bytes);
  }

  /** Whether every message found is accounted for. */
  public boolean addsUp() {
    return found == copied + alreadyThere + goneThere + leftOut + failed;
  }
}
