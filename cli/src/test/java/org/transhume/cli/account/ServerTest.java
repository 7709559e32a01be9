package org.transhume.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.account.Server.Way;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;

@Tag("C1")
class ServerTest {
  @ParameterizedTest
  @CsvSource({
    "imap.example.com,imap.example.com,",
    "imap.example.com:993,imap.example.com,993",
    "192.0.2.7:143,192.0.2.7,143",
    "2001:db8::1,2001:db8::1,",
    "[2001:db8::1],2001:db8::1,",
    "[2001:db8::1]:1143,2001:db8::1,1143"
  })
  void readsNamesAndAddressesWithAndWithoutAPort(String text, String host, Integer port) {
    Server server = Server.parse(text, Optional.of(Tls.PLAIN));

    assertThat(server)
        .isEqualTo(
            new Server(
                host,
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                Optional.of(Tls.PLAIN)));
    assertThat(Server.parse(server.toString(), Optional.of(Tls.PLAIN))).isEqualTo(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\u0000",
        "host:",
        "host:x",
        "host:0",
        "host:65536",
        "host:-1",
        "[::1]993",
        ":993"
      })
  void refusesWhatIsNoServer(String text) {
    assertThatThrownBy(() -> Server.parse(text, Optional.empty()))
        .isInstanceOfSatisfying(
            StopException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  private static List<Way> ways(String text, Tls... tls) {
    return Server.parse(text, Optional.ofNullable(tls.length == 0 ? null : tls[0]))
        .ways("--source-tls");
  }

  @Test
  void takesTheEncryptionFromThePortsCustom() {
    assertThat(ways("h:993")).containsExactly(new Way(993, Tls.IMPLICIT));
    assertThat(ways("h:143")).containsExactly(new Way(143, Tls.STARTTLS));
  }

  @Test
  void triesImplicitTlsThenStarttlsWithoutAPort() {
    assertThat(ways("h")).containsExactly(new Way(993, Tls.IMPLICIT), new Way(143, Tls.STARTTLS));
  }

  @Test
  void doesAsItIsToldAndNothingElse() {
    assertThat(ways("h", Tls.PLAIN)).containsExactly(new Way(143, Tls.PLAIN));
    assertThat(ways("h", Tls.STARTTLS)).containsExactly(new Way(143, Tls.STARTTLS));
    assertThat(ways("h", Tls.IMPLICIT)).containsExactly(new Way(993, Tls.IMPLICIT));
    assertThat(ways("h:993", Tls.PLAIN)).containsExactly(new Way(993, Tls.PLAIN));
    assertThat(ways("h:2143", Tls.STARTTLS)).containsExactly(new Way(2143, Tls.STARTTLS));
  }

  @Test
  void doesNotGuessTheEncryptionOfAnotherPort() {
    assertThatThrownBy(() -> ways("h:2143"))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("--source-tls");
  }
}
