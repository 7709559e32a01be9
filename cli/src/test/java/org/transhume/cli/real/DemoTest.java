package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.imap.testkit.daemon.Daemon;

/** The demonstration as it is typed, with the children it kills. */
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class DemoTest {
  @TempDir Path folder;

  @Test
  @Tag("X2")
  void showsACopyThatIsKilledAndGoesOn() throws Exception {
    try (ChildProgram demo = ChildProgram.start(folder, "demo", "--servers", "dovecot", "--keep")) {
      int code = demo.await();

      assertThat(code).as(demo.out() + demo.err()).isZero();
      assertThat(demo.out())
          .containsSubsequence(
              "1. Two mail servers run on this machine: Dovecot",
              "2. Copy over a slow line",
              "Killed with SIGKILL",
              "3. The same command again",
              "4. Read every octet back",
              "5. Copy once more",
              "0 messages copied",
              "6. A judge",
              "0 lost, 0 doubled.");
      Path kept = Path.of(line(demo.out(), "Kept: the ledger and the reports in "));
      try (Stream<Path> files = Files.walk(kept)) {
        assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
            .anyMatch(name -> name.endsWith(".ledger"))
            .anyMatch(name -> name.endsWith(".json"));
      } finally {
        Daemon.remove(kept);
      }
    }
  }

  /** What follows these words to the end of their line. */
  private static String line(String text, String words) {
    return text.substring(text.indexOf(words) + words.length()).lines().findFirst().orElseThrow();
  }
}
