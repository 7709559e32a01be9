package org.transhume.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.transhume.cli.text.Columns;
import org.transhume.cli.text.Glyphs;

/**
 * Rows of text under headings; the first column to the left and cut to size, the others to the
 * right.
 */
final class Table {
  private static final int SMALLEST_NAME = 12;
  private static final String GAP = "  ";

  private final Glyphs glyphs;
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** A heading may have two lines, parted by a line feed. */
  Table(Glyphs glyphs, List<String> headings) {
    this.glyphs = glyphs;
    this.headings = List.copyOf(headings);
  }

  void add(List<String> row) {
    if (row.size() != headings.size()) {
      throw new IllegalArgumentException(row + " does not fit under " + headings);
    }
    rows.add(List.copyOf(row));
  }

  /** The lines of the table, none wider than {@code columns} unless its numbers alone are. */
  List<String> lines(int columns) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      for (String part : headings.get(i).split("\n", -1)) {
        widths[i] = Math.max(widths[i], Columns.of(part));
      }
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
      }
    }
    int others = 0;
    for (int i = 1; i < widths.length; i++) {
      others += widths[i] + GAP.length();
    }
    widths[0] = Math.min(widths[0], Math.max(SMALLEST_NAME, columns - others));
    var lines = new ArrayList<String>();
    lines.add(
        line(
            headings.stream().map(h -> h.contains("\n") ? h.split("\n")[0] : "").toList(), widths));
    lines.add(line(headings.stream().map(h -> h.substring(h.indexOf('\n') + 1)).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    var line =
        new StringBuilder(Columns.padRight(glyphs.fit(cells.getFirst(), widths[0]), widths[0]));
    for (int i = 1; i < widths.length; i++) {
      line.append(GAP).append(Columns.padLeft(cells.get(i), widths[i]));
    }
    return line.toString().stripTrailing();
  }
}
