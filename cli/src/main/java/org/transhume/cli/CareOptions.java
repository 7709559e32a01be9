package org.transhume.cli;

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
      names = "--lanes",
      paramLabel = "N",
      description = "How many folders are worked on at the same time; 4 unless said.")
  private int lanes = Care.USUAL.lanes();

  Care care() {
    return new Care(
        deep, adoptFlags, copyMissingAgain, subscribeAll, twoMailboxes, remap, failed, lanes);
  }
}
