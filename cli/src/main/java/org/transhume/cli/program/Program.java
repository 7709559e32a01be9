package org.transhume.cli.program;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.progress.Views;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.transfer.Wiring;
import org.transhume.engine.Pass;

/**
 * What a command is given by whoever starts it: the machine in the program, something tame in
 * tests.
 *
 * @param environment the value of a variable, empty if it is not set
 * @param interruption stops the thread that runs a pass when the process is asked to end
 */
public record Program(
    Terminal terminal,
    Views views,
    Function<String, Optional<String>> environment,
    Passwords.Prompter prompter,
    Wiring wiring,
    Pass.Seams seams,
    Interruption interruption) {

  /** Where ledgers lie unless another folder was named. */
  public Path state() {
    return environment
        .apply("TRANSHUME_STATE")
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .or(
            () ->
                environment
                    .apply("XDG_STATE_HOME")
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, "transhume")))
        .orElseGet(
            () -> Path.of(environment.apply("HOME").orElse("."), ".local", "state", "transhume"));
  }

  /** Fetches passwords; what is unwise about one is said on standard error. */
  public Passwords passwords() {
    return new Passwords(
        environment,
        prompter,
        terminal.errGlyphs(),
        sentence -> terminal.err().println("transhume: warning: " + sentence));
  }
}
