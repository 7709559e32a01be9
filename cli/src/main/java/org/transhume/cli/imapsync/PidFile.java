package org.transhume.cli.imapsync;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;

/**
 * The file that says which process is at work, for scripts that look for one. What keeps two runs
 * apart is the lock of the ledger.
 */
final class PidFile implements AutoCloseable {
  private static final String OURS = "imapsync";

  private final Path path;

  private PidFile(Path path) {
    this.path = path;
  }

  /** Whether a process of ours that is alive stands in {@code path}. */
  static boolean isTaken(Path path) {
    return process(path).isPresent();
  }

  /**
   * Writes this process into {@code path}; it is removed in the end.
   *
   * @throws StopException if that is not possible
   */
  static PidFile write(Path path, Glyphs glyphs) {
    try {
      Files.writeString(path, ProcessHandle.current().pid() + "\n", US_ASCII);
      return new PidFile(path);
    } catch (IOException e) {
      throw StopException.usage(
          "The file %s cannot be written: --pidfile takes the name of one."
              .formatted(glyphs.inert(path.toString())));
    }
  }

  /**
   * Asks the process in {@code path} to end; it stops as on Ctrl-C, and its next run goes on.
   *
   * @return what happened, for a person
   */
  static String abort(Path path, Glyphs glyphs) {
    String shown = glyphs.inert(path.toString());
    Optional<ProcessHandle> process = process(path);
    if (process.isEmpty()) {
      return "No run stands in %s that is at work.".formatted(shown);
    }
    process.get().destroy();
    return "Process %d, which stands in %s, was asked to stop."
        .formatted(process.get().pid(), shown);
  }

  /** A number may have become another program's by now: that one is left alone. */
  private static Optional<ProcessHandle> process(Path path) {
    try {
      String first = Files.readString(path, US_ASCII).lines().findFirst().orElse("").strip();
      return first.matches("\\d{1,10}")
          ? ProcessHandle.of(Long.parseLong(first))
              .filter(ProcessHandle::isAlive)
              .filter(process -> process.pid() != ProcessHandle.current().pid())
              .filter(process -> process.info().commandLine().orElse("").contains(OURS))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // It names a process that is no more, which whoever reads it sees.
    }
  }
}
