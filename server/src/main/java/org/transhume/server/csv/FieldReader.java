package org.transhume.server.csv;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.transhume.engine.foldermap.Into;
import org.transhume.engine.selection.DayReader;
import org.transhume.mail.Secret;

/**
 * The fields of one line by the names of their columns. What is not as it should be becomes a
 * fault, and a value that lets the line be read on: a line with faults is never used.
 */
final class FieldReader {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}\\.?$)[\\p{L}\\p{N}_]([\\p{L}\\p{N}_-]*[\\p{L}\\p{N}_])?"
              + "(\\.[\\p{L}\\p{N}_]([\\p{L}\\p{N}_-]*[\\p{L}\\p{N}_])?)*\\.?");
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:\\[]+)(?::(.*))?");

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgKMG]?)[bB]?");

  private final int line;
  private final Map<String, String> fields;
  private final List<CsvFault> faults = new ArrayList<>();

  FieldReader(int line, Map<String, String> fields) {
    this.line = line;
    this.fields = fields;
  }

  int line() {
    return line;
  }

  List<CsvFault> faults() {
    return faults;
  }

  /** A host, and the port that was written behind it. */
  record Host(String name, OptionalInt port) {}

  void fault(String column, String found, Expectation expected, String... arguments) {
    faults.add(CsvFault.of(line, column, found, expected, arguments));
  }

  /** Whether the file has that column. */
  boolean has(String column) {
    return fields.containsKey(column);
  }

  /** As it stands; empty if nothing, or the column is not there. */
  Optional<String> text(String column) {
    return Optional.ofNullable(fields.get(column)).filter(value -> !value.isEmpty());
  }

  /** As it stands, which must be more than spaces. */
  String required(String column) {
    String value = fields.getOrDefault(column, "");
    if (value.isBlank()) {
      fault(column, value, Expectation.VALUE);
    }
    return value;
  }

  Optional<Secret> secret(String column) {
    return text(column).map(Secret::of);
  }

  /** A password, spaces and all. */
  Secret requiredSecret(String column) {
    Optional<Secret> secret = secret(column);
    if (secret.isEmpty()) {
      fault(column, "", Expectation.VALUE);
    }
    return secret.orElseGet(() -> Secret.of(""));
  }

  String requiredAddress(String column) {
    String value = fields.getOrDefault(column, "").strip();
    if (!ADDRESS.matcher(value).matches()) {
      fault(column, value, value.isEmpty() ? Expectation.VALUE : Expectation.ADDRESS);
    }
    return value;
  }

  Optional<String> address(String column) {
    return text(column).filter(value -> !value.isBlank()).map(_ -> requiredAddress(column));
  }

  String requiredDomain(String column) {
    String value = fields.getOrDefault(column, "").strip();
    if (!HOST_NAME.matcher(value).matches()) {
      fault(column, value, value.isEmpty() ? Expectation.VALUE : Expectation.DOMAIN);
    }
    return value;
  }

  Host requiredHost(String column) {
    String value = fields.getOrDefault(column, "").strip();
    if (value.isEmpty()) {
      fault(column, value, Expectation.VALUE);
      return new Host(value, OptionalInt.empty());
    }
    if (isLiteralAddress(value)) {
      return new Host(value, OptionalInt.empty()); // an IPv6 address is full of colons
    }
    var parts = WITH_PORT.matcher(value);
    if (!parts.matches()) {
      fault(column, value, Expectation.HOST);
      return new Host(value, OptionalInt.empty());
    }
    String name = parts.group(1);
    if (name.startsWith("[")) {
      name = name.substring(1, name.length() - 1);
    }
    if (!isLiteralAddress(name) && !HOST_NAME.matcher(name).matches()) {
      fault(column, value, Expectation.HOST);
    }
    String port = parts.group(2);
    return new Host(name, port == null ? OptionalInt.empty() : portOf(column, port));
  }

  Optional<Host> host(String column) {
    return text(column).filter(value -> !value.isBlank()).map(_ -> requiredHost(column));
  }

  private static boolean isLiteralAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  OptionalInt port(String column) {
    Optional<String> value = text(column).map(String::strip).filter(text -> !text.isEmpty());
    return value.isEmpty() ? OptionalInt.empty() : portOf(column, value.get());
  }

  private OptionalInt portOf(String column, String text) {
    OptionalInt port = number(text);
    if (port.isEmpty() || port.getAsInt() < 1 || port.getAsInt() > 65535) {
      fault(column, text, Expectation.PORT);
      return OptionalInt.empty();
    }
    return port;
  }

  OptionalInt days(String column) {
    Optional<String> value = text(column).map(String::strip).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt days = number(value.get());
    if (days.isEmpty()) {
      fault(column, value.get(), Expectation.DAYS);
    }
    return days;
  }

  private static OptionalInt number(String text) {
    return text.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  boolean flag(String column) {
    String value = fields.getOrDefault(column, "").strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true" -> true;
      case "false", "" -> false;
      default -> {
        fault(column, value, Expectation.TRUE_OR_FALSE);
        yield false;
      }
    };
  }

  Optional<LocalDate> day(String column) {
    Optional<String> value = text(column).filter(text -> !text.isBlank());
    try {
      return value.map(DayReader::read);
    } catch (IllegalArgumentException e) {
      fault(column, value.orElse(""), Expectation.DAY);
      return Optional.empty();
    }
  }

  /** The days of two columns, the first no later than the last. */
  void requireOrder(String firstColumn, Optional<LocalDate> first, Optional<LocalDate> last) {
    if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
      fault(firstColumn, first.get().toString(), Expectation.DAY_BEFORE, last.get().toString());
    }
  }

  /** One of the words that {@code meaning} knows; {@code known} lists them for a person. */
  <T> Optional<T> word(String column, Function<String, Optional<T>> meaning, List<String> known) {
    Optional<String> value = text(column).map(String::strip).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> meant = meaning.apply(value.get());
    if (meant.isEmpty()) {
      fault(column, value.get(), Expectation.ONE_OF, String.join(", ", known));
    }
    return meant;
  }

  /** The same, which must be there. */
  <T> Optional<T> requiredWord(
      String column, Function<String, Optional<T>> meaning, List<String> known) {
    if (fields.getOrDefault(column, "").isBlank()) {
      fault(column, "", Expectation.ONE_OF, String.join(", ", known));
    }
    return word(column, meaning, known);
  }

  /** Octets, as {@code 50M} or {@code 1000}. */
  OptionalLong size(String column) {
    Optional<String> value = text(column).map(String::strip).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    var parts = SIZE.matcher(value.get());
    if (!parts.matches()) {
      fault(column, value.get(), Expectation.SIZE);
      return OptionalLong.empty();
    }
    int steps = " KMGT".indexOf(parts.group(2).isEmpty() ? ' ' : parts.group(2).charAt(0) & ~32);
    return OptionalLong.of(Long.parseLong(parts.group(1)) << 10 * steps);
  }

  /** A list of words or names with {@code |} between them. */
  List<String> list(String column) {
    return text(column).stream()
        .flatMap(value -> Arrays.stream(value.split("\\|", -1)))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** The last part of {@code INBOX.historical_data.name} (requirement C3). */
  Optional<String> historicalFolder(String column) {
    Optional<String> name = text(column).map(String::strip).filter(text -> !text.isEmpty());
    if (name.isPresent()
        && Into.Historical.RESERVED.contains(name.get().toLowerCase(Locale.ROOT))) {
      fault(
          column,
          name.get(),
          Expectation.FREE_FOLDER,
          Into.Historical.RESERVED.stream().sorted().collect(Collectors.joining(", ")));
      return Optional.empty();
    }
    return name;
  }
}
