package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

class DiscoverTest {
  @TempDir Path folder;
  private MemoryImapServer able;
  private MemoryImapServer poor;
  private TestProgram program;

  @BeforeEach
  void start() {
    able =
        MemoryImapServer.start(
            MemoryOptions.builder().appendLimitBytes(50_000_000).separator('.').build());
    poor = MemoryImapServer.start(MemoryOptions.bare().build());
    var alice = able.addAccount("alice", "secret");
    alice.quotaBytes(1_024_000);
    alice.mailbox("INBOX").deliver(new byte[2_000], OffsetDateTime.parse("2020-01-02T03:04:05Z"));
    alice
        .createRaw("Caf&AOk- \u001b[2J")
        .deliver("a: b\r\n\r\n".getBytes(US_ASCII), OffsetDateTime.parse("2020-01-02T03:04:05Z"));
    poor.addAccount("bob", "secret");
    program = Mailboxes.program().with("PW", "secret");
  }

  @AfterEach
  void stop() {
    able.close();
    poor.close();
  }

  private static String[] side(String side, MemoryImapServer server, String user) {
    return new String[] {
      "--" + side + "=" + server.host() + ":" + server.port(),
      "--" + side + "-tls=plain",
      "--" + side + "-user=" + user,
      "--" + side + "-password-env=PW"
    };
  }

  private int discover(String[]... sides) {
    var words = new ArrayList<String>();
    words.add("discover");
    for (String[] side : sides) {
      words.addAll(List.of(side));
    }
    return program.run(words.toArray(String[]::new));
  }

  @Test
  @Tag("X6")
  void tellsWhatAnAccountHoldsAndChangesNothing() {
    assertThat(discover(side("source", able, "alice"))).as(program.err()).isZero();

    assertThat(program.out())
        .contains("alice at 127.0.0.1:")
        .contains("Memory IMAP ready.")
        .contains("Software: name Memory IMAP")
        .contains("levels parted by .")
        .contains("Quota: ")
        .contains("Largest message: 50 MB")
        .contains("yes  Many messages in one command")
        .contains("no   Compresses: --source-compress and --destination-compress do nothing")
        .containsPattern("INBOX +1 +2.0 kB")
        .contains("2 folders")
        .contains("\\u001B[2J")
        .doesNotContain("\u001b", "secret");
    assertThat(able.commands())
        .extracting(CommandCall::name)
        .doesNotContain("SELECT", "EXAMINE", "CREATE", "SUBSCRIBE", "APPEND");
  }

  @Test
  @Tag("X6")
  void tellsWhatItCostsToDoWithoutOnBothSides() {
    assertThat(discover(side("source", able, "alice"), side("destination", poor, "bob")))
        .as(program.err())
        .isZero();

    assertThat(program.out())
        .contains("alice at", "bob at")
        .contains("no   Many messages in one command: as a destination: one command a message")
        .contains("no   Tells where it stored a message: as a destination")
        .containsPattern("INBOX +0 +\\?");
  }

  @Test
  @Tag("A8")
  void saysWhyItCouldNotLookWithTheCodeOfThatSide() {
    assertThat(discover(side("destination", poor, "nobody"))).isEqualTo(22);
    assertThat(program.err()).contains("The destination");
    assertThat(program.out()).isEmpty();

    assertThat(program.run("discover")).isEqualTo(64);
    assertThat(program.err()).contains("--source is missing");
  }

  @Test
  @Tag("X6")
  void looksAtAServerFromOutside() {
    assertThat(program.run("discover", "--source=127.0.0.1:" + able.port(), "--source-tls=plain"))
        .as(program.err())
        .isZero();

    assertThat(program.out())
        .startsWith("127.0.0.1:" + able.port())
        .contains("Memory IMAP ready.", "not encrypted", "Announces before a login:")
        .contains("Logs in by: the command LOGIN, PLAIN")
        .doesNotContain("INBOX", "Certificate", "no   ");
    assertThat(able.commands())
        .extracting(CommandCall::name)
        .doesNotContain("LOGIN", "AUTHENTICATE");
  }

  @Test
  @Tag("A8")
  void showsTheCertificateWhoeverVouchesForIt() {
    var certificate = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.loopback());
    try (var server =
        MemoryImapServer.startTls(MemoryOptions.builder().build(), certificate.serverContext())) {
      String[] words = {"discover", "--source=127.0.0.1:" + server.port(), "--source-tls=implicit"};
      assertThat(program.run(words)).as(program.err()).isZero();

      assertThat(program.out())
          .contains("Certificate: CN=", "localhost", "valid from ", "NOT TRUSTED: UNTRUSTED")
          .contains("SHA-256 " + certificate.sha256Fingerprint());

      String[] pinned = {
        words[0],
        words[1],
        words[2],
        "--source-fingerprint=" + certificate.sha256Fingerprint(),
        "--json"
      };
      assertThat(program.run(pinned)).as(program.err()).isZero();
      assertThat(program.out())
          .contains("\"sha256\":\"" + certificate.sha256Fingerprint() + "\"")
          .contains("\"encryption\":\"implicit\"")
          .doesNotContain("refusal", "\"folders\"", "\"login\"");
    }
  }

  @Test
  @Tag("X6")
  void writesForProgramsWhatTheDocumentationSays() throws IOException {
    String[] words = {"discover", "--json"};
    assertThat(
            program.run(
                Stream.of(words, side("source", able, "alice"), side("destination", poor, "bob"))
                    .flatMap(Stream::of)
                    .toArray(String[]::new)))
        .as(program.err())
        .isZero();

    List<String> lines = program.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .startsWith("{\"event\":\"survey\",\"schema\":1,\"side\":\"source\"")
        .contains("\"largestMessageBytes\":50000000", "\"name\":\"INBOX\"", "\"messages\":1");
    assertThat(lines.getLast()).contains("\"login\":\"bob\"", "\"has\":false,\"cost\":");
    assertThat(program.out()).doesNotContain("secret", "\u001b");
    String documented = Files.readString(Path.of("../docs/JSON.md"));
    String section = documented.substring(documented.indexOf("\n## survey"));
    Matcher field = Pattern.compile("\"([a-zA-Z0-9]+)\":").matcher(lines.getFirst());
    while (field.find()) {
      boolean isOfSoftware = List.of("name", "version").contains(field.group(1));
      if (!isOfSoftware) {
        assertThat(section).containsPattern("[ .]" + field.group(1) + "[?\\[ .]");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DOVECOT", "CYRUS"})
  @Tag("X6")
  void asksRealServersWithALoginAndWithout(ServerKind kind) {
    assumeTrue(kind.shouldRun(), "not installed");
    try (var server = kind.start(Map.of("alice", "secret"))) {
      String at = "--source=" + server.host() + ":" + server.port();
      String[] outside = {"discover", at, "--source-tls=plain"};
      assertThat(program.run(outside)).as(program.err()).isZero();
      assertThat(program.out())
          .contains("Software: ", kind.title(), "Logs in by: the command LOGIN, ", "PLAIN")
          .doesNotContain("INBOX ", "no   ");

      String[] inside = {
        "discover", at, "--source-tls=plain", "--source-user=alice", "--source-password-env=PW"
      };
      assertThat(program.run(inside)).as(program.err()).isZero();
      assertThat(program.out())
          .contains("alice at ", "yes  Many messages in one command", "yes  Compresses")
          .contains("INBOX")
          .doesNotContain("secret");
    }
  }
}
