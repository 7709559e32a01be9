package org.transhume.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.transhume.bench.contestant.Command;
import org.transhume.bench.contestant.Contestant;
import org.transhume.bench.figure.Machine;

/** The machine this runs on. */
final class Here {
  private Here() {}

  static Machine machine(List<Contestant> contestants) throws IOException {
    var versions = new LinkedHashMap<String, String>();
    versions.put("java", Runtime.version().toString());
    versions.put("linux", System.getProperty("os.version"));
    for (Contestant each : contestants) {
      Optional<Command> command = each.version();
      if (command.isPresent()) {
        versions.put(each.name(), firstLine(command.get().words()));
      }
    }
    return new Machine(processor(), Runtime.getRuntime().availableProcessors(), versions);
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** Empty where the program is not there. */
  private static String firstLine(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (InputStream said = process.getInputStream()) {
        String text = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
        return text.lines().findFirst().orElse("");
      }
    } catch (IOException notThere) {
      return "";
    }
  }
}
