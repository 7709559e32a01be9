package org.transhume.imap.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a transcript, strictly: what it does not know is an error with its line number. */
final class TranscriptParser {
  private static final Pattern LITERAL = Pattern.compile("LITERAL (\\S+)(?: file (\\S+))?");
  private static final Pattern CONNECTION = Pattern.compile("CONNECTION (\\d{1,3})");
  private static final Pattern AFTER = Pattern.compile("<after (\\d{1,9}) (s|ms)>");
  private static final Pattern TAG = Pattern.compile("<([A-Za-z0-9]+)> (.*)", Pattern.DOTALL);
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(size\\+?|literal|hex) ([^}]+)}|<([A-Za-z0-9]+)>");

  private final String name;
  private final List<String> lines;
  private final Files files;
  private final Map<String, byte[]> literals = new HashMap<>();
  private final Map<Integer, List<Step>> connections = new HashMap<>();
  private final Map<Integer, List<String>> tags = new HashMap<>();
  private int connection = 1;
  private int number;

  /** Where literals come from that do not stand in the transcript. */
  @FunctionalInterface
  interface Files {
    byte[] read(String path) throws IOException;
  }

  TranscriptParser(String name, String text, Files files) {
    this.name = name;
    this.lines = text.lines().toList();
    this.files = files;
  }

  Transcript parse() {
    connections.put(1, new ArrayList<>());
    for (number = 1; number <= lines.size(); number++) {
      parseLine(lines.get(number - 1));
    }
    var ordered = new ArrayList<List<Step>>();
    for (int i = 1; i <= connections.size(); i++) {
      List<Step> steps = connections.get(i);
      if (steps == null) {
        throw new TranscriptException(name + ": no CONNECTION " + i);
      }
      ordered.add(steps);
    }
    return new Transcript(name, ordered, lines);
  }

  private void parseLine(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    Matcher literal = LITERAL.matcher(line);
    Matcher newConnection = CONNECTION.matcher(line);
    if (literal.matches()) {
      addLiteral(literal.group(1), Optional.ofNullable(literal.group(2)));
    } else if (newConnection.matches()) {
      connection = Integer.parseInt(newConnection.group(1));
      connections.computeIfAbsent(connection, _ -> new ArrayList<>());
    } else if (line.startsWith("C: ") || line.equals("C:")) {
      add(client(line.length() > 3 ? line.substring(3) : ""));
    } else if (line.startsWith("S: ") || line.equals("S:")) {
      add(server(line.length() > 3 ? line.substring(3) : ""));
    } else {
      throw wrong("neither C:, S:, CONNECTION, LITERAL nor #");
    }
  }

  private Step client(String text) {
    if (text.equals("<close>")) {
      return new Step.ExpectClose(number);
    }
    Matcher tagged = TAG.matcher(text);
    if (tagged.matches() && !tags().contains(tagged.group(1))) {
      tags().add(tagged.group(1));
      return new Step.Expect(number, Optional.of(tagged.group(1)), template(" " + tagged.group(2)));
    }
    return new Step.Expect(number, Optional.empty(), template(text));
  }

  private Step server(String text) {
    Matcher after = AFTER.matcher(text);
    if (after.matches()) {
      long amount = Long.parseLong(after.group(1));
      boolean isSeconds = after.group(2).equals("s");
      return new Step.Pause(
          number, isSeconds ? Duration.ofSeconds(amount) : Duration.ofMillis(amount));
    }
    return switch (text) {
      case "<drop>" -> new Step.Drop(number, false);
      case "<reset>" -> new Step.Drop(number, true);
      case "<starttls>" -> new Step.StartTls(number);
      default -> new Step.Send(number, template(text));
    };
  }

  /** Text with its placeholders filled in, and CRLF. */
  private Step.Template template(String text) {
    var pieces = new ArrayList<Step.Piece>();
    var octets = new ByteArrayOutputStream();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int at = 0;
    while (placeholder.find()) {
      octets.writeBytes(utf8(text.substring(at, placeholder.start())));
      at = placeholder.end();
      if (placeholder.group(3) == null) {
        octets.writeBytes(expansion(placeholder.group(1), placeholder.group(2)));
      } else if (tags().contains(placeholder.group(3))) {
        pieces.add(new Step.Piece.Octets(octets.toByteArray()));
        octets.reset();
        pieces.add(new Step.Piece.Tag(placeholder.group(3)));
      } else {
        // Angle brackets of a Message-ID and the like.
        octets.writeBytes(utf8(placeholder.group()));
      }
    }
    octets.writeBytes(utf8(text.substring(at)));
    octets.write('\r');
    octets.write('\n');
    pieces.add(new Step.Piece.Octets(octets.toByteArray()));
    return new Step.Template(pieces);
  }

  private byte[] expansion(String what, String argument) {
    return switch (what) {
      case "hex" -> {
        try {
          yield HexFormat.of().parseHex(argument.replace(" ", ""));
        } catch (IllegalArgumentException notHex) {
          throw wrong("not hexadecimal: " + argument);
        }
      }
      case "literal" -> literal(argument);
      case "size" -> utf8("{" + literal(argument).length + "}");
      default -> utf8("{" + literal(argument).length + "+}");
    };
  }

  private byte[] literal(String called) {
    byte[] octets = literals.get(called);
    if (octets == null) {
      throw wrong("no LITERAL " + called + " before this line");
    }
    return octets;
  }

  private void addLiteral(String called, Optional<String> file) {
    try {
      byte[] octets = file.isPresent() ? files.read(file.get()) : inlineLiteral();
      if (literals.put(called, octets) != null) {
        throw wrong("LITERAL " + called + " stands here a second time");
      }
    } catch (IOException e) {
      throw wrong("cannot be read: " + e.getMessage());
    }
  }

  private byte[] inlineLiteral() {
    var octets = new ByteArrayOutputStream();
    for (number++; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (line.equals("END")) {
        return octets.toByteArray();
      } else if (line.startsWith("|- ")) {
        octets.writeBytes(utf8(line.substring(3)));
      } else if (line.startsWith("| ") || line.equals("|")) {
        octets.writeBytes(utf8(line.substring(Math.min(2, line.length())) + "\r\n"));
      } else {
        throw wrong("inside a LITERAL, where lines begin with | and END ends it");
      }
    }
    throw wrong("LITERAL without END");
  }

  private void add(Step step) {
    // The map has it: CONNECTION and the constructor put it there.
    connections.computeIfAbsent(connection, _ -> new ArrayList<>()).add(step);
  }

  private List<String> tags() {
    return tags.computeIfAbsent(connection, _ -> new ArrayList<>());
  }

  private TranscriptException wrong(String what) {
    String line = number <= lines.size() ? lines.get(number - 1) : "end of file";
    return new TranscriptException(name + " line " + number + ": " + what + ": " + line);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
