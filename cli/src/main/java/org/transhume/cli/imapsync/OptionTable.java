package org.transhume.cli.imapsync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All options imapsync knows, and what becomes of each here. Names are matched without regard to
 * case.
 */
final class OptionTable {
  /** What an option takes. */
  enum Kind {
    FLAG,
    /** A flag that {@code --no…} takes back. */
    NEGATABLE,
    TEXT,
    NUMBER
  }

  /** What becomes of an option. */
  enum Treatment {
    /** It does what it does in imapsync. */
    DONE,
    /** It is so anyway; a line says so. */
    NOTED,
    /** It is not done, and the run does not begin. */
    REFUSED
  }

  /**
   * One option in one of its two forms.
   *
   * @param name the first of its names
   * @param positive false for the form with {@code no}
   * @param word what there is to know about it, possibly empty
   */
  record Entry(String name, Kind kind, boolean positive, Treatment treatment, String word) {
    /** The option as it is typed. */
    String shown() {
      return (positive ? "--" : "--no") + name;
    }

    boolean takesValue() {
      return kind == Kind.TEXT || kind == Kind.NUMBER;
    }
  }

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  private OptionTable() {}

  /** The table that comes with the program. */
  static OptionTable load() {
    var table = new OptionTable();
    try (InputStream in = OptionTable.class.getResourceAsStream("options.tsv")) {
      if (in == null) {
        throw new IllegalStateException("options.tsv is not in the program");
      }
      new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(table::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void add(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 6) {
      throw new IllegalStateException("Not a row of options.tsv: " + line);
    }
    Kind kind = Kind.valueOf(cells[1].toUpperCase(Locale.ROOT));
    String[] names = cells[0].split("\\|");
    for (String name : names) {
      put(name, new Entry(names[0], kind, true, treatment(cells[2]), cells[4]));
      if (kind == Kind.NEGATABLE) {
        var negative =
            new Entry(
                names[0],
                kind,
                false,
                treatment(cells[3]),
                cells[5].isEmpty() ? cells[4] : cells[5]);
        put("no" + name, negative);
        put("no-" + name, negative);
      }
    }
  }

  private void put(String name, Entry entry) {
    entries.put(name.toLowerCase(Locale.ROOT), entry);
  }

  private static Treatment treatment(String cell) {
    return Treatment.valueOf(cell.toUpperCase(Locale.ROOT));
  }

  /**
   * The options that {@code name} may mean, without dashes: the one of that name, else all that
   * begin with it, as Perl's Getopt::Long has it. Several forms of one option count as one.
   */
  List<Entry> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Entry exact = entries.get(lower);
    if (exact != null) {
      return List.of(exact);
    }
    return new ArrayList<>(
        entries.tailMap(lower).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(lower))
            .map(Map.Entry::getValue)
            .distinct()
            .toList());
  }

  /** The options of one treatment as they are typed, in their order. */
  List<String> names(Treatment treatment) {
    return entries.values().stream()
        .filter(entry -> entry.treatment() == treatment)
        .map(Entry::shown)
        .distinct()
        .sorted()
        .toList();
  }
}
