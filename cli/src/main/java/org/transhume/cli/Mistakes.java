package org.transhume.cli;

import java.util.List;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line, without repeating values: one of them may be a password.
 */
final class Mistakes {
  private final Glyphs glyphs;

  Mistakes(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  int ofUse(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println("transhume: " + sentence(mistake));
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  private String sentence(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched());
    }
    if (mistake.getCause() instanceof StopException stop) {
      return stop.sentence();
    }
    if (mistake instanceof MissingParameterException
        || mistake instanceof OverwrittenOptionException) {
      return glyphs.inert(String.valueOf(mistake.getMessage())) + ".";
    }
    return mistake.getArgSpec() instanceof OptionSpec option
        ? "The value given for %s is none it can take.".formatted(option.longestName())
        : "The command line cannot be understood.";
  }

  private String unknown(List<String> unmatched) {
    String first = unmatched.isEmpty() ? "" : unmatched.getFirst();
    if (!first.startsWith("-")) {
      return unmatched.size() == 1
          ? "There is one word too many on the command line; an option without value, or a value"
              + " that needs quotation marks?"
          : "There are words too many on the command line; an option without value, or a value that"
              + " needs quotation marks?";
    }
    String name = glyphs.inert(first.replaceFirst("=.*", ""));
    return name.contains("password")
        ? "There is no option %s: a password on the command line can be read by everybody on this machine. Use --source-password-file, --source-password-env and their likes, or let yourself be asked."
            .formatted(name)
        : "There is no option %s.".formatted(name);
  }

  int ofExecution(Exception cause, CommandLine command, ParseResult result) throws Exception {
    if (cause instanceof StopException stop) {
      command.getErr().println("transhume: " + stop.sentence());
      return stop.code().number();
    }
    command
        .getErr()
        .println(
            "transhume: an error nobody expected, please report it with the lines below. What was"
                + " copied is kept: run the same command again, it goes on where it stopped.");
    cause.printStackTrace(command.getErr());
    return ExitCode.UNEXPECTED.number();
  }
}
