package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as it is typed, with the children it kills. */
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class DemoTest {
  @TempDir Path folder;

  @Test
  @Tag("X2")
  void showsACopyThatIsKilledAndGoesOn() throws Exception {
    try (ChildProgram demo = ChildProgram.start(folder, "demo", "--servers", "dovecot")) {
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
    }
  }
}
