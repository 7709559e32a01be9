package org.transhume.bench.contestant;

import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param words program and arguments
 * @param environment added to this program's own
 */
public record Command(List<String> words, Map<String, String> environment) {
  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static Command of(String... words) {
    return new Command(List.of(words), Map.of());
  }
}
