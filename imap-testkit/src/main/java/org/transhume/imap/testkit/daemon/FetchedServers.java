package org.transhume.imap.testkit.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that {@code imap-testkit/servers/fetch} unpacked without installing them: each Debian
 * package of a mail server forbids those of the others.
 */
public final class FetchedServers {
  private static final String HOME_VARIABLE = "TRANSHUME_TESTKIT_SERVERS";
  private static final Path OF_ROOT = Path.of("/var/cache/transhume-testkit");

  private FetchedServers() {}

  /** The folder a server was unpacked into; empty if it was not. */
  public static Optional<Path> find(String name) {
    Path folder = home().resolve(name);
    return Files.isRegularFile(folder.resolve("packages")) ? Optional.of(folder) : Optional.empty();
  }

  /** The folder, or an exception that says how to get it. */
  public static Path require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name
                        + " is not there, and this test needs it: imap-testkit/servers/fetch "
                        + name));
  }

  /** The folders below it that hold shared libraries, as LD_LIBRARY_PATH wants them. */
  public static String libraries(Path folder) {
    return Stream.of(folder.resolve("usr/lib"), folder.resolve("lib"))
        .filter(Files::isDirectory)
        .flatMap(FetchedServers::children)
        .filter(child -> child.getFileName().toString().contains("-linux-gnu"))
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as in the script. */
  private static Path home() {
    String chosen = System.getenv(HOME_VARIABLE);
    if (chosen != null && !chosen.isEmpty()) {
      return Path.of(chosen);
    }
    String home = System.getenv("HOME");
    return System.getProperty("user.name").equals("root")
        ? OF_ROOT
        : Path.of(home == null ? "" : home, ".cache", "transhume-testkit");
  }
}
