package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.transhume.cli.report.JsonLeaves;

/**
 * A copy that was planned first, with the same options: what the plan says is exactly what the copy
 * does, compared value by value in the reports of both.
 */
final class PlannedCopy {
  /** What only the copy can know: its time and octets, and what the server made of the mail. */
  private static final Pattern OF_THE_COPY =
      Pattern.compile(
          "(mode|began|ended|verdict|nothingLostOrDoubled|lookDue|surplusLeft)=.*"
              + "|.*\\.(bytes|altered|surplus|outOfOrder)=.*"
              + "|.*\\.exceptions\\[\\].*");

  private PlannedCopy() {}

  /** Runs a command with options; the exit code. */
  interface Runner {
    int run(String command, String... options);
  }

  /** Plans and copies; the exit code of both. Reports are kept in {@code folder}. */
  static int run(Path folder, Runner runner, String... options) {
    Path plan = folder.resolve("plan.json");
    Path copy = report(folder);
    int planned = runner.run("plan", with(options, "--report=" + plan));
    int copied = runner.run("copy", with(options, "--report=" + copy));
    assertThat(values(copy)).isEqualTo(values(plan));
    assertThat(copied).isEqualTo(planned);
    return copied;
  }

  /** Where the report of the copy is kept. */
  static Path report(Path folder) {
    return folder.resolve("copy.json");
  }

  private static String[] with(String[] options, String more) {
    var all = new ArrayList<>(Arrays.asList(options));
    all.add(more);
    return all.toArray(String[]::new);
  }

  private static List<String> values(Path report) {
    try {
      return JsonLeaves.inOrder(Files.readString(report)).stream()
          .filter(value -> !OF_THE_COPY.matcher(value).matches())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
