package org.transhume.cli.terminal;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.account.Passwords;
import org.transhume.mail.Secret;

/**
 * Asks for passwords on the terminal this process was started from, without showing what is typed.
 */
public final class ConsolePrompter implements Passwords.Prompter {
  @Override
  public Optional<Secret> ask(String question) {
    @Nullable Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char @Nullable [] typed = console.readPassword("%s", question);
    if (typed == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Secret.of(new String(typed)));
    } finally {
      Arrays.fill(typed, '\0');
    }
  }
}
