package org.transhume.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documentation says is tested, is. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");

  /** {@code SomeTest} or {@code SomeTest.itsMethod}; an ellipsis stands for the rest of a name. */
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|Contract))(?:\\.([a-z][A-Za-z0-9]*(?:…)?))?`");

  /** {@code ReadableTest} (`itsMethod`), as tables of contracts have it. */
  private static final Pattern IN_PARENTHESES =
      Pattern.compile("`([A-Z][A-Za-z0-9]+Contract)Test` \\(`([a-z][A-Za-z0-9]*)`\\)");

  private static final Pattern NUMBERED = Pattern.compile("(?m)^\\| (\\d+) \\| .* \\|$");

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    var wrong = new ArrayList<String>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult named : NAMED.matcher(text).results().toList()) {
        if (!exists(tests, named.group(1), named.group(2))) {
          wrong.add(page.getFileName() + ": " + named.group());
        }
      }
      for (MatchResult named : IN_PARENTHESES.matcher(text).results().toList()) {
        boolean isIn = tests.values().stream().anyMatch(source -> has(source, named.group(2)));
        if (!isIn) {
          wrong.add(page.getFileName() + ": " + named.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tests).containsKey("DocumentationTest").hasSizeGreaterThan(100);
  }

  @Test
  void twentyFiveQuirksAreMetByWholePasses() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/QUIRKS.md"));
    List<MatchResult> rows = NUMBERED.matcher(page).results().toList();

    assertThat(rows)
        .extracting(row -> Integer.parseInt(row.group(1)))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of(1, 2, 9, 10, 11, 12, 16, 19, 20, 21),
                    IntStream.rangeClosed(50, 64).boxed())
                .toList());
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.group())
                    .containsPattern("QuirksTest\\.quirk0?" + row.group(1) + "[A-Z]"));
  }

  @Test
  void wouldNotice() {
    Map<String, String> tests = Map.of("SomeTest", "  void itsMethodOfOld() {");

    assertThat(exists(tests, "SomeTest", "itsMethodOfOld")).isTrue();
    assertThat(exists(tests, "SomeTest", "itsMethod…")).isTrue();
    assertThat(exists(tests, "SomeTest", null)).isTrue();
    assertThat(exists(tests, "SomeTest", "itsMethod")).isFalse();
    assertThat(exists(tests, "SomeTest", "another…")).isFalse();
    assertThat(exists(tests, "AnotherTest", null)).isFalse();
  }

  private static boolean exists(Map<String, String> tests, String name, @Nullable String method) {
    String source = tests.get(name);
    return source != null && (method == null || has(source, method));
  }

  private static boolean has(String source, String method) {
    return method.endsWith("…")
        ? source.contains(" " + method.substring(0, method.length() - 1))
        : Pattern.compile("\\b" + method + "\\(").matcher(source).find();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  /** The sources of all tests by the name of their class. */
  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> files =
        Files.find(
            ROOT,
            20,
            (file, _) -> {
              String path = file.toString();
              return path.contains("/src/test/java/")
                  && (path.endsWith("Test.java") || path.endsWith("Contract.java"));
            })) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString().replace(".java", ""),
              DocumentationTest::read,
              (one, another) -> one + another));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
