package org.transhume.cli.transfer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.transhume.cli.account.Account;
import org.transhume.engine.PassMode;
import org.transhume.engine.PassOptions;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.content.Repair;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.dates.DateRepair;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;

/**
 * What was asked for on the command line, complete and checked.
 *
 * @param deletions what is removed
 * @param pacing how fast
 * @param state the folder of the ledgers
 * @param kept what is to be found afterwards, beside the ledger
 */
public record TransferRequest(
    PassMode mode,
    Account source,
    Account destination,
    MailChoice mail,
    Care care,
    DeletionRules deletions,
    Pacing pacing,
    Path state,
    Kept kept) {

  /**
   * Files a run leaves behind.
   *
   * @param report where the report goes as JSON, too
   * @param map where the map of folders goes, for a person to edit
   */
  public record Kept(Optional<Path> report, Optional<Path> map) {
    /** None. */
    public static final Kept NOTHING = new Kept(Optional.empty(), Optional.empty());
  }

  /**
   * How a pass goes about it.
   *
   * @param deep read every octet back
   * @param adoptFlags carry flags over to mail found at the destination, too
   * @param copyMissingAgain into a folder that was restored or made anew
   * @param subscribeAll subscribe to every folder at the destination
   * @param twoMailboxes take source and destination for two, however alike they look
   * @param remap move what was copied of folders that are to go elsewhere now
   * @param failedOnly try again what failed, and nothing else
   * @param lanes folders at the same time, at least 1
   * @param dates which INTERNALDATEs give way to a date of the header
   * @param repairs what may be changed in a message that is refused as it is
   */
  public record Care(
      boolean deep,
      boolean adoptFlags,
      boolean copyMissingAgain,
      boolean subscribeAll,
      boolean twoMailboxes,
      boolean remap,
      boolean failedOnly,
      int lanes,
      DateRepair dates,
      Set<Repair> repairs) {
    /** Nothing special, several folders at the same time. */
    public static final Care USUAL =
        new Care(false, false, false, false, false, false, false, 4, DateRepair.NONE, Set.of());

    public Care {
      repairs = Set.copyOf(repairs);
      if (lanes < 1 || lanes > 64) {
        throw org.transhume.cli.outcome.StopException.usage(
            "The number of lanes is from 1 to 64: so many folders are worked on at the same time.");
      }
    }
  }

  /** The same, going that far. */
  public TransferRequest in(PassMode other) {
    return new TransferRequest(
        other, source, destination, mail, care, deletions, pacing, state, Kept.NOTHING);
  }

  /** The same for the engine. */
  public PassOptions options() {
    return PassOptions.usual()
        .withFolders(mail.folders(), mail.map())
        .withMessages(mail.messages())
        .with(Choice.ONCE, mail.once())
        .with(Choice.DEEP, care.deep() || deletions.has(RemovalReason.COPIED))
        .with(Choice.ADOPT_FLAGS, care.adoptFlags())
        .with(Choice.COPY_MISSING_AGAIN, care.copyMissingAgain())
        .with(Choice.SUBSCRIBE_ALL, care.subscribeAll())
        .with(Choice.TWO_MAILBOXES, care.twoMailboxes())
        .with(Choice.REMAP, care.remap())
        .with(Choice.FAILED_ONLY, care.failedOnly())
        .withDates(care.dates())
        .withDeletions(deletions)
        .withRepairs(care.repairs())
        .withPace(care.lanes(), BatchLimits.DEFAULT);
  }
}
