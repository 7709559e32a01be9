package org.transhume.bench.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Standings as a table for a terminal or a page in Markdown. */
public final class TextTable {
  private static final List<String> HEAD =
      List.of(
          "tool",
          "runs",
          "seconds",
          "(spread)",
          "msg/s",
          "reference is",
          "(spread)",
          "CPU client",
          "source",
          "dest.",
          "bench",
          "MB",
          "commands");
  private static final long MEGABYTE = 1024L * 1024;

  private TextTable() {}

  /** The standings, a table for each trial. */
  public static String of(List<Standing> standings) {
    var text = new StringBuilder();
    for (String trial : standings.stream().map(Standing::trial).distinct().toList()) {
      var rows = new ArrayList<List<String>>();
      rows.add(HEAD);
      standings.stream()
          .filter(each -> each.trial().equals(trial))
          .forEach(each -> rows.add(row(each)));
      text.append("### ").append(trial).append("\n\n").append(table(rows)).append('\n');
    }
    return text.toString();
  }

  private static List<String> row(Standing standing) {
    return List.of(
        standing.tool(),
        runs(standing),
        number(standing.seconds().median()),
        between(standing.seconds()),
        String.format(Locale.ROOT, "%,.0f", standing.rate().median()),
        standing.reference().map(ratio -> number(ratio.median()) + "×").orElse(""),
        standing.reference().map(TextTable::between).orElse(""),
        number(standing.cpu().client()),
        number(standing.cpu().source()),
        number(standing.cpu().destination()),
        number(standing.cpu().bench()),
        Long.toString((standing.peakRssBytes() + MEGABYTE / 2) / MEGABYTE),
        standing.traffic().map(traffic -> Long.toString(traffic.commands())).orElse(""));
  }

  private static String runs(Standing standing) {
    return standing.runs()
        + (standing.noisyRuns() > 0 ? ", " + standing.noisyRuns() + " noisy" : "")
        + (standing.isCapped() ? ", capped" : "");
  }

  private static String between(Spread spread) {
    return number(spread.least()) + "–" + number(spread.most());
  }

  /** Three digits that mean something. */
  static String number(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String table(List<List<String>> rows) {
    var text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      line(text, rows, i);
      if (i == 0) {
        for (int column = 0; column < HEAD.size(); column++) {
          text.append("|-").append("-".repeat(width(rows, column))).append(column == 0 ? "-" : ":");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<List<String>> rows, int row) {
    for (int column = 0; column < HEAD.size(); column++) {
      String cell = rows.get(row).get(column);
      String padding = " ".repeat(width(rows, column) - cell.length());
      text.append("| ").append(column == 0 ? cell + padding : padding + cell).append(' ');
    }
    text.append("|\n");
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
