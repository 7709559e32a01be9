package org.transhume.bench.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Messages a second of every tool in every trial, on a logarithmic scale. */
public final class RateChart {
  private static final int HEIGHT = 480;
  private static final int MARGINS = 240;
  private static final int BAR = 14;
  private static final int LEAST_WIDTH = 480;
  private static final int UPRIGHT = 90;
  private static final double LEAST = 0.01;

  private RateChart() {}

  /** Draws the medians of {@code standings} into an SVG file. */
  public static void write(List<Standing> standings, Path file) throws IOException {
    var tools = new LinkedHashSet<String>();
    var trials = new LinkedHashSet<String>();
    standings.forEach(each -> tools.add(each.tool()));
    standings.forEach(each -> trials.add(each.trial()));
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(MARGINS + Math.max(LEAST_WIDTH, trials.size() * (tools.size() + 1) * BAR))
            .height(HEIGHT)
            .yAxisTitle("messages a second")
            .build();
    Svg.style(chart.getStyler());
    chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern("#,##0.#");
    chart.getStyler().setYAxisMin(floor(standings));
    chart
        .getStyler()
        .setXAxisLabelRotation(UPRIGHT)
        .setXAxisMaxLabelCount(Math.max(2, trials.size()));
    for (String tool : tools) {
      var rates = new ArrayList<Double>();
      trials.forEach(trial -> rates.add(rate(standings, trial, tool).orElse(Double.NaN)));
      chart.addSeries(tool, List.copyOf(trials), rates);
    }
    Svg.write(chart, file);
  }

  /** The power of ten below everything: where bars on a logarithmic scale can begin. */
  private static double floor(List<Standing> standings) {
    double least = standings.stream().mapToDouble(each -> each.rate().median()).min().orElse(1);
    return Math.pow(10, Math.floor(Math.log10(Math.max(least, LEAST))));
  }

  private static Optional<Double> rate(List<Standing> standings, String trial, String tool) {
    return standings.stream()
        .filter(each -> each.trial().equals(trial) && each.tool().equals(tool))
        .map(each -> Math.max(each.rate().median(), LEAST))
        .findFirst();
  }
}
