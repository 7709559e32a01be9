package org.transhume.imap.testkit.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;

/** Each server takes mail and gives it back, and leaves nothing behind; James has its own test. */
class ServerKindTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2019-03-05T23:30:15-11:00");
  private static final Map<String, String> USERS =
      Map.of("alice", "p\u00e4ss \"w\\rd%", "bob", "secret1");

  @ParameterizedTest
  @EnumSource(names = {"DOVECOT", "CYRUS", "COURIER"})
  void keepsMailAndIsGoneWhenItIsClosed(ServerKind kind) {
    assumeTrue(kind.shouldRun(), kind.title() + " is not there");
    int port;
    try (var server = kind.start(USERS)) {
      port = server.port();
      String name =
          server.prefix() + "Entw\u00fcrfe" + server.separator() + "M\u00fcller & S\u00f6hne";
      try (var client = server.logIn("alice")) {
        client.create(name);
        client.append(
            name, SeedMail.of("A: b\r\n\r\none\r\n".getBytes(US_ASCII), DATE, "\\Seen", "Work"));
        client.examine(name);

        List<FetchedMail<byte[]>> all = client.fetchAll();

        assertThat(all).hasSize(1);
        assertThat(all.getFirst().body().orElseThrow())
            .isEqualTo("A: b\r\n\r\none\r\n".getBytes(US_ASCII));
        assertThat(all.getFirst().instant()).isEqualTo(DATE.toInstant());
        assertThat(all.getFirst().flags()).contains("\\Seen", "Work");
        assertThat(client.list()).extracting(SeedImap.Listed::name).contains("INBOX", name);
        assertThat(client.list())
            .filteredOn(listed -> listed.name().equals(name))
            .extracting(listed -> listed.separator().orElseThrow())
            .containsExactly(String.valueOf(server.separator()));
      }
      try (var other = server.logIn("bob")) {
        assertThat(other.list()).extracting(SeedImap.Listed::name).contains("INBOX");
        assertThat(other.list()).extracting(SeedImap.Listed::name).doesNotContain(name);
      }
    }

    assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOVECOT", "CYRUS", "COURIER"})
  void leavesNothingWhenItsStarterIsKilled(ServerKind kind) throws IOException {
    assumeTrue(kind.shouldRun(), kind.title() + " is not there");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process starter =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                kind.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = starter.inputReader()) {
      int port = Integer.parseInt(said.readLine());
      List<ProcessHandle> family = starter.descendants().toList();
      assertThat(family).hasSizeGreaterThan(1);

      starter.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> family.stream().noneMatch(process -> process.info().command().isPresent()));
      assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
          .isInstanceOf(IOException.class);
    }
  }
}
