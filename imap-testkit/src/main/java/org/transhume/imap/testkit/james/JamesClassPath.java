package org.transhume.imap.testkit.james;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The jars of Apache James, 127 MB, which no build fetches unless asked: {@code
 * imap-testkit/james/pom.xml} names them and Maven keeps them in the local repository.
 */
public final class JamesClassPath {
  private static final int FETCH_MINUTES = 15;
  private static final String PHASE = "generate-resources";

  private final Path pom;
  private final Path list;

  /**
   * @param module the folder {@code imap-testkit/james} of the sources
   */
  public JamesClassPath(Path module) {
    pom = module.resolve("pom.xml");
    list = module.resolve("target").resolve("classpath");
  }

  /** The class path if every jar of it is on this machine. */
  public Optional<String> fetched() {
    try {
      if (!Files.isRegularFile(list)
          || Files.getLastModifiedTime(list).compareTo(Files.getLastModifiedTime(pom)) < 0) {
        return Optional.empty();
      }
      String classPath = Files.readString(list).strip();
      boolean isWhole =
          List.of(classPath.split(File.pathSeparator, -1)).stream()
              .allMatch(jar -> Files.isReadable(Path.of(jar)));
      return isWhole ? Optional.of(classPath) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has Maven fetch what is missing, which takes a minute or two the first time.
   *
   * @throws IllegalStateException with Maven's words if it cannot
   */
  public String fetch() throws InterruptedException {
    Optional<String> there = fetched();
    if (there.isPresent()) {
      return there.get();
    }
    try {
      // Maven does not write it again if it would be the same, and then it would stay too old.
      Files.deleteIfExists(list);
      Process maven = maven();
      maven.getOutputStream().close();
      String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!maven.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
        maven.destroyForcibly();
        throw new IllegalStateException("Maven could not fetch Apache James:\n" + said.strip());
      }
    } catch (IOException noMaven) {
      throw new IllegalStateException("Maven, which fetches Apache James, cannot be run", noMaven);
    }
    return fetched()
        .orElseThrow(() -> new IllegalStateException("Maven left no class path in " + list));
  }

  private Process maven() throws IOException {
    var maven =
        new ProcessBuilder(
                "mvn", "-B", "-ntp", "-q", "-Dstyle.color=never", "-f", pom.toString(), PHASE)
            .redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return maven.start();
  }
}
