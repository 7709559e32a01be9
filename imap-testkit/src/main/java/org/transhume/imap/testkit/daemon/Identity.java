package org.transhume.imap.testkit.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whom a server runs as: ourselves, or nobody when we are root, because most servers refuse to run
 * as root.
 *
 * @param user name
 * @param group name
 * @param prefix what to put before a command so that it runs as this user
 */
public record Identity(String user, String group, List<String> prefix) {
  private static final int COMMAND_SECONDS = 120;

  public Identity {
    prefix = List.copyOf(prefix);
  }

  public static Identity current() throws IOException {
    if (!output(List.of("id", "-u")).equals("0")) {
      return new Identity(output(List.of("id", "-un")), output(List.of("id", "-gn")), List.of());
    }
    return new Identity(
        "nobody",
        "nogroup",
        List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"));
  }

  public List<String> command(String... words) {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  /** Gives a folder and all in it to this user. */
  public void own(Path folder) throws IOException {
    if (!prefix.isEmpty()) {
      output(List.of("chown", "-R", user + ":" + group, folder.toString()));
    }
  }

  /** Runs a command to its end; its output, or an exception with it. */
  public static String output(List<String> command) throws IOException {
    return output(command, "");
  }

  /** The same, with a text for its standard input. */
  public static String output(List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end");
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command, interrupted);
    }
    if (process.exitValue() != 0) {
      throw new IOException(command + " failed: " + output);
    }
    return output;
  }
}
