package org.transhume.bench.contestant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds installed programs. */
final class Programs {
  private Programs() {}

  /** Why the program cannot be started, or nothing. */
  static Optional<String> missing(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program))
          ? Optional.empty()
          : Optional.of(program + " is no program");
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return Optional.empty();
      }
    }
    return Optional.of(program + " is not installed");
  }
}
