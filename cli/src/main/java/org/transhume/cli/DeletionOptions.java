package org.transhume.cli;

import org.transhume.engine.deletion.DeletionRules;
import picocli.CommandLine.Option;

/** What a copy removes; nothing unless it is asked for. */
final class DeletionOptions {
  @Option(
      names = "--delete-gone",
      description =
          "Remove at the destination what Transhume put there, nobody touched, and is gone at the"
              + " source; what a rule leaves out is not gone. Mail that was or came there otherwise"
              + " is never removed.")
  private boolean gone;

  @Option(
      names = "--delete-many",
      description =
          "Remove even if a folder or all mail is gone at the source, more than 100 messages and"
              + " more than 5 percent would go, or all of a folder of more than 10: you have seen"
              + " what transhume plan says.")
  private boolean many;

  DeletionRules rules() {
    return DeletionRules.NONE.withGoneAtSource(gone).withMany(many);
  }
}
