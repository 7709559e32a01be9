package org.transhume.cli.terminal;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.account.Passwords;
import org.transhume.mail.Secret;

/** Asks on the terminal this process was started from; a password is not shown when it is typed. */
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

  @Override
  public boolean confirm(String question) {
    @Nullable Console console = System.console();
    return console != null
        && console.isTerminal()
        && "yes".equalsIgnoreCase(String.valueOf(console.readLine("%s", question)).strip());
  }
}
