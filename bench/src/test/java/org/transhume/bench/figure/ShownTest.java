package org.transhume.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownTest {
  private static final List<Measurement> RUNS =
      List.of(
          Runs.run("ours", 1, 2),
          Runs.run("theirs<&>", 1, 25, 1000, 3, Ending.DONE),
          Runs.run("slow", 1, 100, 10, 0, Ending.CAPPED));

  @Test
  void alignsATable() {
    String table = TextTable.of(Standing.of(RUNS));

    assertThat(table)
        .startsWith("### small\n\n| tool      |")
        .contains("|   500 |")
        .contains("12.5×")
        .contains("1, 1 noisy")
        .contains("1, capped");
    assertThat(table.lines().filter(line -> line.startsWith("|")).map(String::length).distinct())
        .hasSize(1);
  }

  @Test
  void showsThreeDigitsThatMeanSomething() {
    assertThat(TextTable.number(0.1234)).isEqualTo("0.12");
    assertThat(TextTable.number(12.34)).isEqualTo("12.3");
    assertThat(TextTable.number(1234.5)).isEqualTo("1235");
  }

  @Test
  void drawsABarForEachTool(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("results.svg");

    RateChart.write(Standing.of(RUNS), file);

    assertThat(elements(file, "path")).isGreaterThan(RUNS.size());
  }

  @Test
  void drawsALineForEachToolThatGrows(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("growth.svg");

    GrowthChart.write(
        List.of(
            new GrowthChart.Point("ours, fresh", 1_000, 1),
            new GrowthChart.Point("ours, fresh", 100_000, 20),
            new GrowthChart.Point("theirs, fresh", 1_000, 3)),
        file);

    assertThat(elements(file, "path")).isGreaterThan(3);
  }

  private static int elements(Path svg, String name) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(svg.toFile()).getElementsByTagName(name).getLength();
  }

  @Test
  void writesEveryRunAndWhatTheyComeTo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("results.json");

    Json.write(
        file,
        new Machine("a processor", 2, Map.of("mbsync", "isync 1.4")),
        RUNS,
        Standing.of(RUNS));

    assertThat(Files.readString(file))
        .startsWith("{\"machine\":{\"processor\":\"a processor\",\"processors\":2,")
        .contains("\"versions\":{\"mbsync\":\"isync 1.4\"}")
        .contains("\"referenceIsTimesAsFast\":{\"median\":12.5,\"least\":12.5,\"most\":12.5}")
        .contains("\"tool\":\"slow\",\"round\":1,\"seconds\":100.0,\"messages\":10,")
        .contains("\"ending\":\"CAPPED\"")
        .contains("\"traffic\":{\"commands\":12,\"connections\":3,\"bytes\":4096}");
  }
}
