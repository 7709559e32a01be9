package org.transhume.bench;

import picocli.CommandLine;

/** What {@code bench/run} starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new RunCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
