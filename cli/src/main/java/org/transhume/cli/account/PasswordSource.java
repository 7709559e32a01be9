package org.transhume.cli.account;

import java.nio.file.Path;

/** Where a password comes from; never the command line itself. */
public sealed interface PasswordSource {
  /** The first line of a file. */
  record File(Path path) implements PasswordSource {}

  /** A variable of the environment. */
  record Variable(String name) implements PasswordSource {}

  /**
   * An open file descriptor, from which one line is read.
   *
   * @param number 0 or above
   */
  record Descriptor(int number) implements PasswordSource {}

  /**
   * Typed on the terminal.
   *
   * @param option what else the person could have used, for the sentence where there is no terminal
   */
  record Prompt(String question, String option) implements PasswordSource {}
}
