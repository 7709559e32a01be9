package org.transhume.cli.demo;

import java.io.PrintStream;
import org.transhume.cli.text.Glyphs;

/** Says what happens, a line for each step; in colours only if told so. */
final class Announcer {
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[1;32m";
  private static final String RED = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final Glyphs glyphs;
  private final boolean isColoured;
  private int steps;

  Announcer(PrintStream out, Glyphs glyphs, boolean isColoured) {
    this.out = out;
    this.glyphs = glyphs;
    this.isColoured = isColoured;
  }

  /** What happens now. */
  void step(String sentence) {
    steps++;
    out.println();
    say(BOLD, steps + ". " + sentence);
  }

  /** What was found. */
  void result(String sentence) {
    say("", "   " + sentence);
  }

  /** The end, when all is well. */
  void success(String sentence) {
    out.println();
    say(GREEN, sentence);
  }

  /** The end, when it is not. */
  void failure(String sentence) {
    out.println();
    say(RED, sentence);
  }

  /** A line as it is: a command to type, or nothing. */
  void line(String text) {
    say("", text);
  }

  /** Text whose lines may be made of names of folders and servers' words, line by line. */
  void foreign(String text) {
    text.lines().forEach(line -> say("", "   " + glyphs.inert(line)));
  }

  private void say(String colour, String text) {
    out.println(isColoured && !colour.isEmpty() ? colour + text + PLAIN : text);
    out.flush();
  }
}
