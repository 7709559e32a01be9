package org.transhume.imap.testkit.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;

/** Only run where James has been fetched; see the profile {@code without-james} of the module. */
class JamesServerTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2019-03-05T23:30:15-11:00");

  private static JamesServer start() throws InterruptedException {
    String classPath =
        new JamesClassPath(Path.of("james"))
            .fetched()
            .orElseThrow(() -> new IllegalStateException("fetched, and not all jars are there"));
    return JamesServer.start(classPath, Map.of("alice", "secret1"));
  }

  @Test
  void keepsMailAndIsGoneWhenItIsClosed() throws InterruptedException {
    int port;
    try (var server = start();
        var client = server.logIn("alice")) {
      port = server.port();
      client.create("Entwürfe.Müller & Söhne");
      client.append(
          "Entwürfe.Müller & Söhne",
          SeedMail.of(
              "A: b\r\n\r\none".getBytes(StandardCharsets.US_ASCII), DATE, "\\Seen", "Work"));
      client.examine("Entwürfe.Müller & Söhne");

      List<FetchedMail<byte[]>> all = client.fetchAll();

      assertThat(all).hasSize(1);
      assertThat(all.getFirst().body().orElseThrow())
          .isEqualTo("A: b\r\n\r\none".getBytes(StandardCharsets.US_ASCII));
      assertThat(all.getFirst().instant()).isEqualTo(DATE.toInstant());
      assertThat(all.getFirst().flags()).contains("\\Seen", "Work");
      assertThat(client.list())
          .extracting(SeedImap.Listed::name)
          .contains("INBOX")
          .doesNotContain("Sent");
    }

    assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
  }

  @Test
  void tellsWhyItDoesNotStart() {
    assertThatThrownBy(() -> JamesServer.start("/nothing.jar", Map.of("alice", "secret1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MemoryJamesServerMain");
  }
}
