package org.transhume.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process did to the files of a folder, and what it printed, in that order: read from
 * strace, which prints all text as hexadecimal ({@code -xx}) and beside each descriptor its file
 * ({@code -y}).
 */
final class DiskRecording {
  static final List<String> STRACE =
      List.of("strace", "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", "signal=none", "-e");
  private static final String CALLS =
      "trace=openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,pwritev";
  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
  private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final Pattern FILE = Pattern.compile("(\\d+)<((?:\\\\x[0-9a-f]{2})*)>");
  private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
  private static final Pattern RESULT = Pattern.compile("(.*)\\) += (-?\\d+).*");
  private static final int STANDARD_OUTPUT = 1;
  private static final String UNFINISHED = " <unfinished ...>";

  /** One thing that happened. Names are those of files in the folder. */
  sealed interface Event {
    record Created(String name) implements Event {}

    record Removed(String name) implements Event {}

    record Written(String name, long offset, byte[] bytes) implements Event {}

    record Truncated(String name, long length) implements Event {}

    record Synced(String name) implements Event {}

    /** The names in the folder are on the disk. */
    record FolderSynced() implements Event {}

    /** The process told its reader. */
    record Told(String line) implements Event {}
  }

  private final Path folder;
  private final List<Event> events = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<Path> syncedFolders = new HashSet<>();

  /** The beginnings of calls that another thread's call interrupted, by thread. */
  private final Map<String, String> unfinished = new HashMap<>();

  private DiskRecording(Path folder) {
    this.folder = folder;
  }

  /** The line that runs a program under strace and records it in {@code file}. */
  static List<String> recordingIn(Path file) {
    return Stream.of(STRACE, List.of(CALLS, "-o", file.toString())).flatMap(List::stream).toList();
  }

  /** Reads what was recorded of {@code folder}. */
  static DiskRecording read(Path file, Path folder) throws IOException {
    var recording = new DiskRecording(folder);
    try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
      lines.forEach(recording::line);
    }
    return recording;
  }

  List<Event> events() {
    return events;
  }

  /** The folders whose names the process made durable. */
  Set<Path> syncedFolders() {
    return syncedFolders;
  }

  private void line(String line) {
    Matcher resumed = RESUMED.matcher(line);
    if (resumed.matches()) {
      String beginning = unfinished.remove(resumed.group(1));
      call(resumed.group(2), beginning + resumed.group(3));
      return;
    }
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return;
    }
    String arguments = call.group(3);
    if (call.group(2).equals("write")) {
      // Whoever reads may have read before the call returns: what is told counts from its
      // beginning.
      told(arguments);
    } else if (arguments.endsWith(UNFINISHED)) {
      unfinished.put(
          call.group(1), arguments.substring(0, arguments.length() - UNFINISHED.length()));
    } else {
      call(call.group(2), arguments);
    }
  }

  private void told(String arguments) {
    Matcher file = FILE.matcher(arguments);
    Matcher text = TEXT.matcher(arguments);
    if (file.lookingAt() && Integer.parseInt(file.group(1)) == STANDARD_OUTPUT && text.find()) {
      for (String line : new String(bytes(text.group(1)), UTF_8).split("\n")) {
        events.add(new Event.Told(line));
      }
    } else if (file.lookingAt() && isOurs(path(file))) {
      throw new AssertionError("Not expected on a file of the ledger: write");
    }
  }

  private void call(String name, String text) {
    Matcher result = RESULT.matcher(text);
    if (!result.matches() || Long.parseLong(result.group(2)) < 0) {
      return;
    }
    String arguments = result.group(1);
    switch (name) {
      case "openat" -> {
        Path path = Path.of(firstText(arguments));
        if (isOurs(path) && arguments.contains("O_CREAT") && names.add(nameOf(path))) {
          events.add(new Event.Created(nameOf(path)));
        }
      }
      case "unlink" -> {
        Path path = Path.of(firstText(arguments));
        if (isOurs(path)) {
          names.remove(nameOf(path));
          events.add(new Event.Removed(nameOf(path)));
        }
      }
      case "fsync", "fdatasync" -> {
        Path path = path(arguments);
        if (path.equals(folder)) {
          events.add(new Event.FolderSynced());
        } else if (isOurs(path)) {
          events.add(new Event.Synced(nameOf(path)));
        }
        syncedFolders.add(path);
      }
      case "ftruncate" -> {
        if (isOurs(path(arguments))) {
          events.add(new Event.Truncated(nameOf(path(arguments)), lastNumber(arguments)));
        }
      }
      case "pwrite64" -> {
        if (isOurs(path(arguments))) {
          byte[] bytes = bytes(textOf(arguments));
          if (bytes.length != Long.parseLong(result.group(2))) {
            throw new AssertionError("A write was cut short");
          }
          events.add(new Event.Written(nameOf(path(arguments)), lastNumber(arguments), bytes));
        }
      }
      default -> {
        if (arguments.contains(hex(folder.toString()))) {
          throw new AssertionError("Not expected on a file of the ledger: " + name);
        }
      }
    }
  }

  private boolean isOurs(Path path) {
    return folder.equals(path.getParent());
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  private static Path path(String arguments) {
    Matcher file = FILE.matcher(arguments);
    if (!file.lookingAt()) {
      throw new AssertionError("No file in " + arguments);
    }
    return path(file);
  }

  private static Path path(Matcher file) {
    return Path.of(new String(bytes(file.group(2)), UTF_8));
  }

  private static String firstText(String arguments) {
    return new String(bytes(textOf(arguments)), UTF_8);
  }

  private static String textOf(String arguments) {
    Matcher text = TEXT.matcher(arguments);
    if (!text.find()) {
      throw new AssertionError("No text in " + arguments);
    }
    return text.group(1);
  }

  private static long lastNumber(String arguments) {
    return Long.parseLong(arguments.substring(arguments.lastIndexOf(' ') + 1));
  }

  private static byte[] bytes(String escaped) {
    var bytes = new byte[escaped.length() / 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(escaped, 4 * i + 2, 4 * i + 4, 16);
    }
    return bytes;
  }

  private static String hex(String text) {
    var hex = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      hex.append("\\x%02x".formatted(b));
    }
    return hex.toString();
  }
}
