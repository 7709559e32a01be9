package org.transhume.imap.testkit.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What both sides say on each connection; the format stands in the package's description. */
public final class Transcript {
  private final String name;
  private final List<List<Step>> connections;
  private final List<String> lines;

  Transcript(String name, List<List<Step>> connections, List<String> lines) {
    this.name = name;
    this.connections = connections.stream().map(List::copyOf).toList();
    this.lines = List.copyOf(lines);
  }

  /** Reads a file; literals from files are looked for beside it. */
  public static Transcript load(Path file) {
    try {
      String text = Files.readString(file);
      return new TranscriptParser(
              file.getFileName().toString(),
              text,
              literal -> Files.readAllBytes(file.resolveSibling(literal)))
          .parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a resource beside a class; literals from files are resources beside it. */
  public static Transcript resource(Class<?> anchor, String path) {
    try {
      String text = new String(bytes(anchor, path), StandardCharsets.UTF_8);
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      return new TranscriptParser(path, text, literal -> bytes(anchor, folder + literal)).parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a text; literals must stand in it. */
  public static Transcript parse(String text) {
    return new TranscriptParser(
            "transcript",
            text,
            literal -> {
              throw new IOException("no files here: " + literal);
            })
        .parse();
  }

  String name() {
    return name;
  }

  int connectionCount() {
    return connections.size();
  }

  /** The steps of a connection, counted from 0. */
  List<Step> steps(int connection) {
    return connections.get(connection);
  }

  /** A line of the file, counted from 1. */
  String line(int number) {
    return lines.get(number - 1);
  }

  private static byte[] bytes(Class<?> anchor, String path) throws IOException {
    try (InputStream in = anchor.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no resource " + path + " beside " + anchor.getName());
      }
      return in.readAllBytes();
    }
  }
}
