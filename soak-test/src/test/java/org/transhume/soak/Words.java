package org.transhume.soak;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a scenario says, to be shown if it fails. */
final class Words {
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(octets, true, StandardCharsets.UTF_8);

  PrintStream stream() {
    return stream;
  }

  @Override
  public String toString() {
    return octets.toString(StandardCharsets.UTF_8);
  }
}
