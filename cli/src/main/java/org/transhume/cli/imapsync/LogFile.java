package org.transhume.cli.imapsync;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.text.Glyphs;

/** The file that everything a run says goes into as well, as imapsync keeps one. */
final class LogFile implements AutoCloseable {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu_MM_dd_HH_mm_ss_SSS", Locale.ROOT);

  private final Path path;
  private final OutputStream file;

  private LogFile(Path path, OutputStream file) {
    this.path = path;
    this.file = file;
  }

  /**
   * imapsync's name for a log: the instant, then both users, without what no file name can hold.
   */
  static Path nameOf(Instant now, ZoneId zone, String user1, String user2) {
    return Path.of(
        NAME.format(now.atZone(zone)) + "_" + plain(user1) + "_" + plain(user2) + ".txt");
  }

  private static String plain(String user) {
    String plain = user.replaceAll("[^\\p{L}\\p{N}@.+-]", "_");
    return plain.substring(0, Math.min(plain.length(), 60));
  }

  /**
   * Opens the file, and the folders above it.
   *
   * @throws StopException if that is not possible
   */
  static LogFile open(Path path, Glyphs glyphs) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return new LogFile(path, Files.newOutputStream(path));
    } catch (IOException e) {
      throw StopException.usage(
          "The log file %s cannot be written. Choose another with --logfile or --logdir, or none with --nolog."
              .formatted(glyphs.inert(path.toString())));
    }
  }

  Path path() {
    return path;
  }

  /** The same terminal, with everything copied into the file; no bar is drawn there. */
  Terminal copying(Terminal terminal) {
    return new Terminal(
        copying(terminal.out()),
        copying(terminal.err()),
        terminal.outIsTerminal(),
        false,
        terminal.columns());
  }

  private PrintStream copying(PrintStream stream) {
    return new PrintStream(new Both(stream, file), true, stream.charset());
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Writes everything twice; standard output and standard error share the file. */
  private static final class Both extends OutputStream {
    private final OutputStream first;
    private final OutputStream file;

    Both(OutputStream first, OutputStream file) {
      this.first = first;
      this.file = file;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      first.write(octets, from, length);
      synchronized (file) {
        file.write(octets, from, length);
      }
    }

    @Override
    public void flush() throws IOException {
      first.flush();
    }
  }
}
