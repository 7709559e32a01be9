package org.transhume.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program under test, in the form in which it is started.
 *
 * @param command what stands before the arguments
 * @param environment variables added to ours
 */
record Product(List<String> command, Map<String, String> environment) {
  Product {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** {@code ./transhume} in the root of the project, with more options for its JVM. */
  static Product launcher(Path root, String javaOptions) {
    return new Product(
        List.of(root.resolve("transhume").toString()), Map.of("TRANSHUME_JAVA_OPTS", javaOptions));
  }

  /** A program from our own class path, for tests that run while the project is being built. */
  static Product ofClassPath(String main) {
    return new Product(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main),
        Map.of());
  }

  /**
   * Starts it. Its output goes to {@code folder}, in files named after {@code name}.
   *
   * @param name of this run, once in a folder
   */
  Run start(Path folder, String name, Transfer transfer, String verb, String... more) {
    return start(folder, name, transfer.arguments(verb, more), transfer.environment());
  }

  Run start(Path folder, String name, List<String> arguments, Map<String, String> variables) {
    try {
      Files.createDirectories(folder);
      var line = new ArrayList<>(command);
      line.addAll(arguments);
      Path out = folder.resolve(name + ".out");
      Path err = folder.resolve(name + ".err");
      var builder =
          new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      builder.environment().putAll(variables);
      long began = System.nanoTime();
      Process process = builder.start();
      process.getOutputStream().close();
      return new Run(name, process, began, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
