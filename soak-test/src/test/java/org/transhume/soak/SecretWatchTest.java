package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("X9")
@EnabledOnOs(OS.LINUX)
class SecretWatchTest {
  private static final Account ACCOUNT =
      new Account("127.0.0.1", 143, "u", new Passwords(1).next());

  @Test
  void seesAPasswordAmongTheArguments() throws IOException {
    assertThat(findings(List.of("sh", "-c", "read x", ACCOUNT.password()), Map.of()))
        .singleElement()
        .asString()
        .startsWith("among the arguments");
  }

  @Test
  void seesAPasswordInAVariableOfItsOwn() throws IOException {
    assertThat(findings(List.of("cat"), Map.of("COPY_OF_IT", ACCOUNT.password())))
        .singleElement()
        .asString()
        .startsWith("in the environment")
        .endsWith("COPY_OF_IT")
        .doesNotContain(ACCOUNT.password());
  }

  @Test
  void allowsTheVariableTheUserSetHimself() throws IOException {
    assertThat(findings(List.of("cat"), Map.of(Transfer.SOURCE_VARIABLE, ACCOUNT.password())))
        .isEmpty();
  }

  @Test
  void seesAPasswordInAFile(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("log"), "LOGIN u " + ACCOUNT.password() + "\n");
    try (var watch = SecretWatch.over(List.of(ACCOUNT), Duration.ofSeconds(1))) {
      watch.readFiles(folder);

      assertThat(watch.findings()).singleElement().asString().startsWith("in the file");
    }
  }

  /** What is found in two looks at a process that waits on its standard input. */
  private static List<String> findings(List<String> command, Map<String, String> variables)
      throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    Process process = builder.start();
    try (var watch = SecretWatch.over(List.of(ACCOUNT), Duration.ofMillis(10))) {
      long before = watch.looks();
      await().until(() -> watch.looks() > before + 2);
      return watch.findings();
    } finally {
      process.destroyForcibly();
    }
  }
}
