package org.transhume.server.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a file of mailboxes. One file, one thread. */
public final class MigrationFile {
  private static final List<Character> SEPARATORS = List.of(';', ',', '\t');

  private final CsvText text;
  private final CsvChoices choices;
  private final List<CsvFault> faults = new ArrayList<>();
  private final List<TransferLine> lines = new ArrayList<>();
  private int emptySurplus;

  private MigrationFile(CsvText text, CsvChoices choices) {
    this.text = text;
    this.choices = choices;
  }

  /** What a layout looks like in this very file. */
  private record Form(CsvLayout layout, char separator, List<String> columns) {}

  /** A line that is not empty. */
  private record Line(int number, String text) {}

  /** All that the file says, and all that is wrong with it. Nothing is created by it. */
  public static CsvReading read(byte[] file, CsvChoices choices) {
    var reader = new MigrationFile(CsvText.of(file), choices);
    Optional<CsvLayout> layout = reader.read();
    return new CsvReading(
        layout,
        reader.text.charset(),
        reader.lines,
        reader.faults,
        Resemblances.among(reader.lines),
        reader.emptySurplus);
  }

  private Optional<CsvLayout> read() {
    List<Line> filled = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.text().lines()::iterator) {
      number++;
      if (line.indexOf('\0') >= 0) {
        faults.add(CsvFault.of(number, "", "", Expectation.TEXT));
      } else if (!line.isBlank()) {
        filled.add(new Line(number, line));
      }
    }
    if (filled.isEmpty()) {
      if (faults.isEmpty()) {
        faults.add(CsvFault.of(0, "", "", Expectation.LINES));
      }
      return Optional.empty();
    }
    Optional<Form> form = form(filled.getFirst());
    if (form.isEmpty()) {
      return Optional.empty();
    }
    CsvLayout layout = form.get().layout();
    List<Line> content = layout.hasHeader() ? filled.subList(1, filled.size()) : filled;
    if (content.isEmpty()) {
      faults.add(CsvFault.of(0, "", "", Expectation.LINES));
    }
    if (content.size() > choices.mostLines()) {
      faults.add(
          CsvFault.of(
              0,
              "",
              Integer.toString(content.size()),
              Expectation.FEWER_LINES,
              Integer.toString(choices.mostLines())));
    }
    LineForm lineForm = LineForm.of(layout);
    for (Line line : content) {
      read(line, form.get(), lineForm);
    }
    return Optional.of(layout);
  }

  private Optional<Form> form(Line first) {
    Stream<CsvLayout> possible =
        choices.layout().map(Stream::of).orElseGet(() -> Stream.of(CsvLayout.values()));
    List<CsvLayout> layouts = possible.toList();
    Optional<Form> headed = headed(first, layouts);
    if (headed.isPresent() || explainHeader(first, layouts)) {
      return headed;
    }
    for (CsvLayout layout : layouts) {
      if (!layout.hasHeader()) {
        int fields = cells(first, layout.separator()).size();
        if (fields == layout.columns().size() || choices.layout().isPresent()) {
          return Optional.of(new Form(layout, layout.separator(), layout.columns()));
        }
      }
    }
    char separator = separatorOf(first);
    faults.add(
        CsvFault.of(
            first.number(),
            "",
            "",
            Expectation.KNOWN_LAYOUT,
            separator == '\t' ? "TAB" : String.valueOf(separator),
            Integer.toString(cells(first, separator).size())));
    return Optional.empty();
  }

  private Optional<Form> headed(Line first, List<CsvLayout> layouts) {
    for (char separator : SEPARATORS) {
      List<String> header = cells(first, separator).stream().map(String::strip).toList();
      for (CsvLayout layout : layouts) {
        if (layout.hasHeader() && layout.matches(header)) {
          checkColumns(first, layout, header);
          return Optional.of(new Form(layout, separator, names(layout, header)));
        }
      }
    }
    return Optional.empty();
  }

  /** A header may name a column twice, or one that our layout does not have: said, and read on. */
  private void checkColumns(Line first, CsvLayout layout, List<String> header) {
    Set<String> seen = new HashSet<>();
    List<String> known = names(layout, layout.columns());
    for (String name : names(layout, header)) {
      if (!seen.add(name)) {
        faults.add(CsvFault.of(first.number(), name, name, Expectation.COLUMN_ONCE));
      } else if (!known.contains(name)) {
        faults.add(CsvFault.of(first.number(), name, name, Expectation.KNOWN_COLUMN));
      }
    }
  }

  /** The names as the layout writes them, whatever their case in the file. */
  private static List<String> names(CsvLayout layout, List<String> header) {
    Map<String, String> known = new HashMap<>();
    for (String column : layout.columns()) {
      known.put(column.toLowerCase(Locale.ROOT), column);
    }
    return header.stream()
        .map(name -> known.getOrDefault(name.toLowerCase(Locale.ROOT), name))
        .toList();
  }

  /** A header that is nearly one of ours: which columns are missing, and which are too many. */
  private boolean explainHeader(Line first, List<CsvLayout> layouts) {
    for (char separator : SEPARATORS) {
      List<String> header = cells(first, separator).stream().map(String::strip).toList();
      for (CsvLayout layout : layouts) {
        if (layout.hasHeader() && layout.resembles(header)) {
          List<String> names = names(layout, header);
          for (String column : layout.isComplete() ? layout.columns() : TranshumeLines.NEEDED) {
            if (!names.contains(column)) {
              faults.add(CsvFault.of(first.number(), column, "", Expectation.COLUMN, column));
            }
          }
          for (String name : names) {
            if (!layout.columns().contains(name)) {
              faults.add(CsvFault.of(first.number(), name, name, Expectation.KNOWN_COLUMN));
            }
          }
          return true;
        }
      }
    }
    return false;
  }

  private static char separatorOf(Line first) {
    char best = SEPARATORS.getFirst();
    for (char separator : SEPARATORS) {
      if (cells(first, separator).size() > cells(first, best).size()) {
        best = separator;
      }
    }
    return best;
  }

  private static List<String> cells(Line line, char separator) {
    return CsvRow.cut(line.number(), line.text(), separator).map(CsvRow::fields).orElse(List.of());
  }

  private void read(Line line, Form form, LineForm lineForm) {
    Optional<CsvRow> row = CsvRow.cut(line.number(), line.text(), form.separator());
    if (row.isEmpty()) {
      faults.add(CsvFault.of(line.number(), "", "", Expectation.CLOSING_QUOTE));
      return;
    }
    List<String> fields = row.get().fields();
    int columns = form.columns().size();
    if (fields.size() != columns) {
      boolean empty =
          fields.size() > columns
              && fields.subList(columns, fields.size()).stream().allMatch(String::isBlank);
      if (empty) {
        emptySurplus++;
      }
      if (!empty || !choices.leavesOutEmptySurplus()) {
        faults.add(
            CsvFault.of(
                line.number(),
                "",
                Integer.toString(fields.size()),
                Expectation.FIELDS,
                Integer.toString(columns)));
        return;
      }
    }
    Map<String, String> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      byColumn.put(form.columns().get(i), fields.get(i));
    }
    var reader = new FieldReader(line.number(), byColumn);
    TransferLine read = lineForm.read(reader);
    faults.addAll(reader.faults());
    if (reader.faults().isEmpty()) {
      lines.add(read);
    }
  }
}
