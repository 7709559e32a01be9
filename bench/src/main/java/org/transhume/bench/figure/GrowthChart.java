package org.transhume.bench.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** What a message costs by the number of messages; a line that rises is a bug of somebody's. */
public final class GrowthChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 480;

  private GrowthChart() {}

  /**
   * How long a tool took.
   *
   * @param line the tool, and what it did
   */
  public record Point(String line, int messages, double seconds) {}

  /** Draws a line through the points of each name into an SVG file. */
  public static void write(List<Point> points, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("messages in one folder")
            .yAxisTitle("microseconds a message")
            .build();
    Svg.style(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setXAxisDecimalPattern("#,##0").setYAxisDecimalPattern("#,##0.#");
    Map<String, List<Point>> lines =
        points.stream()
            .collect(Collectors.groupingBy(Point::line, TreeMap::new, Collectors.toList()));
    lines.forEach(
        (line, own) -> {
          List<Point> sorted =
              own.stream().sorted(Comparator.comparingInt(Point::messages)).toList();
          chart.addSeries(
              line,
              sorted.stream().map(Point::messages).toList(),
              sorted.stream().map(point -> point.seconds() * 1e6 / point.messages()).toList());
        });
    Svg.write(chart, file);
  }
}
