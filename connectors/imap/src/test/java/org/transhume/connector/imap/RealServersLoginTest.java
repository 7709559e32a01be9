package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.ConnectionState;
import org.transhume.imap.Credentials;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.LoginMethod;
import org.transhume.imap.Reason;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.mail.Secret;

/** Every way to log in, at every server that has it. */
@Tag("C2")
class RealServersLoginTest {
  @ParameterizedTest
  @EnumSource
  void logsInByEveryMethodThatIsOfferedAndByNoOther(ServerKind kind) {
    assumeTrue(kind.shouldRun(), "not installed");
    RealServers servers = RealServers.of(kind);
    ImapAccountSettings account = Servers.account(servers.server(), servers.another());
    var worked = new TreeSet<LoginMethod>();
    for (LoginMethod method : LoginMethod.values()) {
      if (kind == ServerKind.JAMES && method == LoginMethod.LOGIN) {
        continue; // It reads no password that is a literal; see docs/QUIRKS.md.
      }
      try (var connection = ImapConnection.open(account.connection())) {
        connection.login(account.credentials().by(method));
        assertThat(connection.state()).isEqualTo(ConnectionState.AUTHENTICATED);
        worked.add(method);
      } catch (ImapException e) {
        assertThat(e.reason()).as("%s", method).isEqualTo(Reason.MECHANISM_MISSING);
      }
    }
    assertThat(worked).containsAll(expected(kind));
  }

  private static Set<LoginMethod> expected(ServerKind kind) {
    return switch (kind) {
      case DOVECOT ->
          Set.of(
              LoginMethod.AUTOMATIC,
              LoginMethod.PLAIN,
              LoginMethod.LOGIN,
              LoginMethod.SCRAM_SHA_256);
      case CYRUS -> Set.of(LoginMethod.values());
      case COURIER -> Set.of(LoginMethod.AUTOMATIC, LoginMethod.LOGIN);
      case JAMES -> Set.of(LoginMethod.AUTOMATIC, LoginMethod.PLAIN);
    };
  }

  @ParameterizedTest
  @EnumSource
  void isToldThatThePasswordIsWrong(ServerKind kind) {
    assumeTrue(kind.shouldRun(), "not installed");
    RealServers servers = RealServers.of(kind);
    ImapAccountSettings account = Servers.account(servers.server(), servers.another());
    var wrong = account.credentials();
    for (LoginMethod method : expected(kind)) {
      try (var connection = ImapConnection.open(account.connection())) {
        var credentials = Credentials.of(wrong.user(), Secret.of("wrong")).by(method);
        assertThatExceptionOfType(ImapException.class)
            .as("%s", method)
            .isThrownBy(() -> connection.login(credentials))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
      }
    }
  }
}
