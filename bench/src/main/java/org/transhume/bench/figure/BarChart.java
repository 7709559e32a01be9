package org.transhume.bench.figure;

import java.util.List;
import java.util.Locale;

/**
 * Standings as a picture for the documentation: a bar for each tool, messages a second on a
 * logarithmic scale, with the spread of its runs and the ratio to the reference. Needs no font and
 * no script, and is readable on white and on black.
 */
public final class BarChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 170;
  private static final int RIGHT = 250;
  private static final int TOP = 34;
  private static final int ROW = 24;
  private static final int BAR = 14;
  private static final int GAP = 44;

  private final StringBuilder svg = new StringBuilder();
  private final double leastLog;
  private final double mostLog;

  private BarChart(List<Standing> standings) {
    leastLog =
        Math.floor(
            standings.stream().mapToDouble(each -> log(each.rate().least())).min().orElse(0));
    double most = standings.stream().mapToDouble(each -> log(each.rate().most())).max().orElse(1);
    mostLog = Math.max(leastLog + 1, Math.ceil(most));
  }

  /** The picture, as a whole SVG document. */
  public static String of(List<Standing> standings) {
    var chart = new BarChart(standings);
    List<String> trials = standings.stream().map(Standing::trial).distinct().toList();
    int height = TOP + standings.size() * ROW + trials.size() * GAP;
    chart.add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <style>
          text { fill: #333 } .ours { fill: #2a7f62 } .other { fill: #9aa5b1 }
          .line { stroke: #8884; stroke-width: 1 } .spread { stroke: #333; stroke-width: 1.5 }
          @media (prefers-color-scheme: dark) { text { fill: #ddd } .spread { stroke: #ddd } }
        </style>
        """,
        WIDTH, height);
    int y = TOP;
    for (String trial : trials) {
      List<Standing> own = standings.stream().filter(each -> each.trial().equals(trial)).toList();
      chart.trial(trial, own, y);
      y += own.size() * ROW + GAP;
    }
    chart.svg.append("</svg>\n");
    return chart.svg.toString();
  }

  private void trial(String name, List<Standing> standings, int top) {
    add("<text x=\"0\" y=\"%d\" font-weight=\"bold\">%s</text>%n", top - 14, escaped(name));
    int bottom = top + standings.size() * ROW;
    for (double power = leastLog; power <= mostLog; power++) {
      double x = x(Math.pow(10, power));
      add(
          "<line class=\"line\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
          x, top, x, bottom);
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"10\">%s/s</text>%n",
          x, bottom + 12, String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
    }
    for (int i = 0; i < standings.size(); i++) {
      bar(standings.get(i), top + i * ROW, i == 0);
    }
  }

  private void bar(Standing standing, int top, boolean isReference) {
    double end = x(standing.rate().median());
    int middle = top + ROW / 2;
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
        LEFT - 8, middle + 4, escaped(standing.tool()));
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
        isReference ? "ours" : "other", LEFT, top + (ROW - BAR) / 2, Math.max(1, end - LEFT), BAR);
    double most = x(standing.rate().most());
    add(
        "<line class=\"spread\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
        x(standing.rate().least()), middle, most, middle);
    add(
        "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
        Math.max(end, most) + 8, middle + 4, words(standing));
  }

  private static String words(Standing standing) {
    String rate = String.format(Locale.ROOT, "%,.0f/s", standing.rate().median());
    String seconds =
        standing.isCapped() ? "stopped" : TextTable.number(standing.seconds().median()) + " s";
    return rate
        + ", "
        + seconds
        + standing
            .reference()
            .map(ratio -> ", " + TextTable.number(ratio.median()) + "×")
            .orElse("");
  }

  private double x(double rate) {
    double share = (log(rate) - leastLog) / (mostLog - leastLog);
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.clamp(share, 0, 1);
  }

  /** Below one in a hundred seconds nothing is drawn. */
  private static double log(double rate) {
    return Math.log10(Math.max(rate, 0.01));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
