package org.transhume.cli.imapsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Manner;
import org.transhume.cli.account.Manner.Mechanism;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.account.Trust;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.mail.Secret;

@Tag("X6")
class SideReaderTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new java.util.HashMap<>();

  private Account account(Optional<Secret> piped, String... more) {
    var words = new ArrayList<>(List.of("--host1", " h ", "--user1", "a"));
    words.addAll(List.of(more));
    var passwords =
        new Passwords(
            name -> Optional.ofNullable(environment.get(name)),
            _ -> Optional.of(Secret.of("typed")),
            new Glyphs(UTF_8),
            _ -> {});
    var arguments = Arguments.read(OptionTable.load(), words, new Glyphs(UTF_8));
    return new SideReader(arguments, 1)
        .account(passwords, piped, name -> Optional.ofNullable(environment.get(name)));
  }

  private Account account(String... more) {
    return account(Optional.empty(), more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|993 IMPLICIT, 143 STARTTLS",
        "--ssl1|993 IMPLICIT",
        "--tls1|143 STARTTLS",
        "--nossl1|143 STARTTLS",
        "--notls1|993 IMPLICIT",
        "--nossl1 --notls1|143 PLAIN",
        "--nossl1 --notls1 --port1 10143|10143 PLAIN",
        "--nosslcheck|143 STARTTLS",
        "--port1 993|993 IMPLICIT",
        "--port1 143|143 STARTTLS",
        "--port1 143 --nosslcheck|143 STARTTLS",
        "--port1 10143|10143 STARTTLS",
        "--port1 10993 --ssl1|10993 IMPLICIT",
        "--ssl1 --notls1|993 IMPLICIT",
        "--tls1 --nossl1|143 STARTTLS"
      })
  @Tag("C1")
  void encryptsUnlessBothWordsForbidIt(String options, String ways) {
    String[] words = options == null ? new String[0] : options.split(" ");

    Account account = account(words);

    assertThat(account.server().host()).isEqualTo("h");
    assertThat(
            account.server().ways("").stream()
                .map(way -> way.port() + " " + way.tls())
                .collect(Collectors.joining(", ")))
        .isEqualTo(ways);
  }

  @Test
  void refusesBothKindsOfEncryptionAtOnce() {
    assertThatThrownBy(() -> account("--ssl1", "--tls1"))
        .isInstanceOf(StopException.class)
        .hasMessage("--ssl1 and --tls1 exclude each other.");
  }

  @Test
  void takesPasswordsInImapsyncsOrder() throws IOException {
    Path file = Files.writeString(folder.resolve("pw"), "of the file\n");

    assertThat(account().password()).isEqualTo(Secret.of("typed"));
    assertThat(account(Optional.of(Secret.of("piped"))).password()).isEqualTo(Secret.of("piped"));
    environment.put("IMAPSYNC_PASSWORD2", "of the other side");
    assertThat(account(Optional.of(Secret.of("piped"))).password()).isEqualTo(Secret.of("piped"));
    environment.put("IMAPSYNC_PASSWORD1", "of the environment");
    assertThat(account(Optional.of(Secret.of("piped"))).password())
        .isEqualTo(Secret.of("of the environment"));
    assertThat(account(Optional.of(Secret.of("piped")), "--passfile1", file.toString()).password())
        .isEqualTo(Secret.of("of the file"));
  }

  @Test
  void checksCertificatesAndCanAcceptOne() {
    String hex = "ab".repeat(32);

    assertThat(account().trust()).isEqualTo(new Trust.System());
    assertThat(account("--sslargs1", "SSL_verify_mode=1").trust()).isEqualTo(new Trust.System());
    assertThat(account("--sslargs1=SSL_fingerprint=sha256$" + hex).trust())
        .isEqualTo(new Trust.Fingerprint(hex));
    assertThat(
            account("--sslargs1", "SSL_ca_file=/ca.pem", "--sslargs1", "SSL_verify_mode=1").trust())
        .isEqualTo(new Trust.Authorities(Path.of("/ca.pem")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSL_verify_mode=0",
        "SSL_version=SSLv3",
        "SSL_fingerprint=sha1$00",
        "SSL_fingerprint=sha256$zz",
        "SSL_verify_mode"
      })
  void refusesToLookAway(String argument) {
    assertThatThrownBy(() -> account("--sslargs1", argument)).isInstanceOf(StopException.class);
  }

  @Test
  void takesTimeLimitsInSeconds() {
    assertThat(account().timeout()).isEqualTo(Duration.ofSeconds(120));
    assertThat(account("--timeout", "30").timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(account("--timeout", "30", "--timeout1", "2.5").timeout())
        .isEqualTo(Duration.ofMillis(2_500));
    assertThat(account("--timeout1", "0").timeout()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void logsInAsAnAdministratorAndOnlyWithMechanismsItHas() {
    assertThat(account("--authuser1", "boss", "--authmech1", "plain").admin()).contains("boss");
    assertThat(account("--authmech1", "LOGIN").admin()).isEmpty();
    assertThat(account("--authmech1", "LOGIN").manner()).isEqualTo(Manner.USUAL);
    assertThat(account("--authmech1", "cram-md5").manner())
        .isEqualTo(new Manner(Mechanism.CRAM_MD5, false));
    assertThat(account("--authmech1", "SCRAM-SHA-256").manner())
        .isEqualTo(new Manner(Mechanism.SCRAM_SHA_256, false));
    assertThatThrownBy(() -> account("--authmech1", "XOAUTH2"))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("--authmech1 takes PLAIN, LOGIN, CRAM-MD5 or SCRAM-SHA-256");
  }
}
