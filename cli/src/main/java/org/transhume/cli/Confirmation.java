package org.transhume.cli;

import java.util.function.Supplier;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.program.Program;

/** What cannot be undone is shown first, and done only if a person says yes. */
final class Confirmation {
  private final Program program;
  private final boolean yes;

  /**
   * A confirmation.
   *
   * @param yes it was given beforehand
   */
  Confirmation(Program program, boolean yes) {
    this.program = program;
    this.yes = yes;
  }

  /** Shows the plan, asks, and does it; a plan that is refused is not asked about. */
  int confirmed(String question, Supplier<Integer> plan, Supplier<Integer> deed) {
    if (!yes) {
      int planned = plan.get();
      if (planned != ExitCode.WHOLE.number()) {
        return planned;
      }
      if (!program.prompter().confirm(question + " Type yes: ")) {
        program
            .terminal()
            .err()
            .println(
                "transhume: nothing was done, since nobody said yes; --yes says it beforehand.");
        return ExitCode.DELETION_REFUSED.number();
      }
    }
    return deed.get();
  }
}
