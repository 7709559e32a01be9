package org.transhume.cli;

import java.util.Optional;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.GoneFolderRules;
import org.transhume.engine.deletion.RemovalReason;
import picocli.CommandLine.Option;

/** What a copy removes; nothing unless it is asked for. */
final class DeletionOptions {
  @Option(
      names = "--delete-copied",
      description =
          "Remove at the source what is at the destination and was read back there, octet by octet"
              + " the same; what its owner removed or marked there stays at the source.")
  private boolean copied;

  @Option(
      names = "--delete-gone",
      description =
          "Remove at the destination what Transhume put there, nobody touched, and is gone at the"
              + " source; what a rule leaves out is not gone. Mail that was or came there otherwise"
              + " is never removed.")
  private boolean gone;

  @Option(
      names = "--delete-gone-folders",
      description =
          "Remove a folder at the destination when it is gone at the source: only one that"
              + " Transhume made, with nothing in it (--delete-gone takes out what was copied).")
  private boolean goneFolders;

  @Option(
      names = "--delete-duplicates",
      description =
          "Remove at the destination copies that Transhume put there beyond the number that stands"
              + " at the source, by their octets: of what was removed and brought back there.")
  private boolean duplicates;

  @Option(
      names = "--mirror",
      description =
          "Remove in the folders of the destination EVERYTHING that is not at the source, whoever"
              + " put it there. What goes is shown first and must be confirmed, or --yes said.")
  private boolean mirror;

  @Option(
      names = "--delete-new-mail",
      description =
          "With --mirror: remove mail, too, that the destination received by itself since the last"
              + " run.")
  private boolean newMail;

  @Option(
      names = "--delete-many",
      description =
          "Remove even if a folder or all mail is gone at the source, more than 100 messages and"
              + " more than 5 percent would go, or all of a folder of more than 10: you have seen"
              + " what transhume plan says.")
  private boolean many;

  @Option(names = "--yes", description = "Do not ask before a --mirror.")
  private boolean yes;

  DeletionRules rules() {
    if (copied && (gone || mirror)) {
      throw StopException.usage(
          "--delete-copied together with --delete-gone or --mirror is refused: a message removed at"
              + " the source after it was copied would then be gone there. Use one of them.");
    }
    return DeletionRules.NONE
        .with(RemovalReason.COPIED, copied)
        .with(RemovalReason.GONE_AT_SOURCE, gone)
        .with(RemovalReason.NOT_AT_SOURCE, mirror)
        .with(RemovalReason.DUPLICATE, duplicates)
        .withNewMail(newMail)
        .withFolders(goneFolders ? Optional.of(GoneFolderRules.ALL) : Optional.empty())
        .withMany(many);
  }

  /** Whether a person must say yes to what would go. */
  boolean mustBeConfirmed() {
    return mirror && !yes;
  }
}
