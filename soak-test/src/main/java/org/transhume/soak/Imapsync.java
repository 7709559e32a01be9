package org.transhume.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.transhume.imap.testkit.wire.ModifiedUtf7;

/**
 * A second opinion: imapsync, which is not ours and not part of the project, told to say what it
 * would still copy, changing nothing.
 */
final class Imapsync {
  private static final int LIMIT_MINUTES = 20;
  private static final char SOURCE_SEPARATOR = '/';

  private final Path program;
  private final PrintStream out;

  Imapsync(Path program, PrintStream out) {
    this.program = program;
    this.out = out;
  }

  /**
   * Prints what it would do and its own figures.
   *
   * @param folders from source to destination name
   */
  void look(Path folder, Transfer transfer, String prefix, Map<String, String> folders) {
    String user = transfer.source().user();
    Path own = folder.resolve("imapsync-" + user);
    try {
      Files.createDirectories(own);
      var command = new ArrayList<>(List.of(program.toString(), "--dry"));
      command.addAll(side(own, 1, transfer.source()));
      command.addAll(side(own, 2, transfer.destination()));
      command.addAll(
          List.of(
              "--noreleasecheck",
              "--nolog",
              "--tmpdir",
              own.toString(),
              "--pidfile",
              own.resolve("pid").toString(),
              "--prefix2",
              prefix));
      // It would put folders below INBOX one level deeper than where they are.
      folders.forEach(
          (from, to) -> {
            if (from.startsWith("INBOX" + SOURCE_SEPARATOR)) {
              command.addAll(List.of("--f1f2", from + "=" + to));
            }
          });
      Path said = own.resolve("said");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        out.println("imapsync did not end");
      }
      out.printf(Locale.ROOT, "imapsync --dry on %s, exit code %d:%n", user, process.exitValue());
      List<String> lines = Files.readAllLines(said, StandardCharsets.ISO_8859_1);
      lines.stream().filter(Imapsync::tells).forEach(line -> out.println("  " + line));
      folders.keySet().stream()
          .filter(name -> lines.stream().noneMatch(line -> looksInto(line, name)))
          .forEach(name -> out.println("  It did not look into the folder " + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> side(Path own, int number, Account account) throws IOException {
    Path file = own.resolve("password" + number);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, account.password() + "\n");
    return List.of(
        "--host" + number,
        account.host(),
        "--port" + number,
        String.valueOf(account.port()),
        "--user" + number,
        account.user(),
        "--passfile" + number,
        file.toString(),
        "--nossl" + number,
        "--notls" + number);
  }

  private static boolean looksInto(String line, String folder) {
    return line.startsWith("Host1: folder [" + ModifiedUtf7.encode(folder) + "] selected");
  }

  /** Its figures, and whatever it would change. */
  private static boolean tells(String line) {
    return line.matches(
        "(?s).*(dry mode|not really|would|Err \\d|Messages (found|transferred|skipped|deleted|void)"
            + "|Folders (synced|deleted)|Total bytes|sync looks|Detected \\d+ error).*");
  }
}
