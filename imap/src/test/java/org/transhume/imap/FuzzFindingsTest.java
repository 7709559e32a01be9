package org.transhume.imap;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.transhume.imap.wire.LinesFuzz;
import org.transhume.imap.wire.LiteralsFuzz;

/** What fuzzing begins with and what it once found, each file as a test; see {@code ./fuzz}. */
@Timeout(60)
@Tag("X2")
class FuzzFindingsTest {
  private interface Target {
    void feed(byte[] octets) throws IOException;
  }

  @TestFactory
  Stream<DynamicNode> everyInputKeptIsBorne() {
    return Stream.of(
        all("lines", LinesFuzz::fuzzerTestOneInput),
        all("literals", LiteralsFuzz::fuzzerTestOneInput),
        all("responses", ResponsesFuzz::fuzzerTestOneInput),
        all("connection", ConnectionFuzz::fuzzerTestOneInput));
  }

  private static DynamicContainer all(String name, Target target) {
    List<Path> files = inputs(name);
    if (files.isEmpty()) {
      throw new AssertionError("no inputs for " + name);
    }
    return DynamicContainer.dynamicContainer(
        name,
        files.stream()
            .map(
                file ->
                    DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> target.feed(Files.readAllBytes(file)))));
  }

  private static List<Path> inputs(String name) {
    URL folder = Objects.requireNonNull(FuzzFindingsTest.class.getResource("fuzz/" + name));
    try {
      URI place = folder.toURI();
      try (Stream<Path> files = Files.list(Path.of(place))) {
        return files.sorted().toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
