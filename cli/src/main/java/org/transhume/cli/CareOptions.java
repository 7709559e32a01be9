package org.transhume.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.transfer.RepairWords;
import org.transhume.cli.transfer.TransferRequest.Care;
import picocli.CommandLine.Option;

/** How a copy goes about it. */
final class CareOptions {
  @Option(
      names = "--deep",
      description =
          "Read back every octet of every message and compare, not only those that servers like to"
              + " alter.")
  private boolean deep;

  @Option(
      names = "--adopt-flags",
      description =
          "Carry read, answered and other marks over to mail that was at the destination already,"
              + " too.")
  private boolean adoptFlags;

  @Option(
      names = "--copy-missing-again",
      description =
          "After a destination folder was restored or made anew: copy again what is missing there,"
              + " instead of stopping.")
  private boolean copyMissingAgain;

  @Option(
      names = "--subscribe-all",
      description =
          "Subscribe to every folder at the destination, not only to those subscribed at the"
              + " source.")
  private boolean subscribeAll;

  @Option(
      names = "--two-mailboxes",
      description =
          "Source and destination are two mailboxes, although no difference between them can be"
              + " found: one is an exact replica of the other.")
  private boolean twoMailboxes;

  @Option(
      names = "--remap",
      description =
          "Folders that were copied and are to go elsewhere now (--map and so on): move there what"
              + " was copied, instead of stopping. Mail that was there before stays.")
  private boolean remap;

  @Option(
      names = "--failed",
      description =
          "Try again what an earlier run could not copy, and nothing else: other mail waits for a"
              + " run without it.")
  private boolean failed;

  @Option(
      names = "--repair",
      arity = "0..1",
      fallbackValue = "all",
      split = ",",
      paramLabel = "WHAT",
      description =
          "Repair what the destination refuses as it is, and nothing else: line-ends, final-crlf,"
              + " nul, long-lines, or all of them, which --repair alone means. The report names"
              + " every message that was repaired.")
  private List<String> repair = List.of();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "How many folders are worked on at the same time; 4 unless said.")
  private int lanes = Care.USUAL.lanes();

  @Option(
      names = "--repair-dates",
      paramLabel = "WHICH",
      arity = "0..1",
      fallbackValue = "received",
      description =
          "Where the date of a message at the source is plainly wrong (none, before 1970, in the"
              + " future, or that of a day on which a program filled the folder), take the one of"
              + " its header: received (the topmost Received field, else the Date field; so too if"
              + " nothing is said) or sent (the Date field). The report names and counts them.")
  private @Nullable String repairDates;

  Care care() {
    return new Care(
        deep,
        adoptFlags,
        copyMissingAgain,
        subscribeAll,
        twoMailboxes,
        remap,
        failed,
        lanes,
        RepairWords.dates(Optional.ofNullable(repairDates)),
        RepairWords.repairs(repair));
  }
}
