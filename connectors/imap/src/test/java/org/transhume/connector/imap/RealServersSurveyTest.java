package org.transhume.connector.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.real.ServerKind;

/** Every server can be asked what there is before anything is planned. */
@Tag("X6")
class RealServersSurveyTest {
  @ParameterizedTest
  @EnumSource
  void learnsWhatThereIs(ServerKind kind) {
    assumeTrue(kind.shouldRun(), "not installed");
    RealServers servers = RealServers.of(kind);
    String user = servers.another();
    try (var owner = servers.server().logIn(user)) {
      var date = OffsetDateTime.parse("2020-01-02T03:04:05Z");
      owner.append("INBOX", SeedMail.of("a: b\r\n\r\nx\r\n".getBytes(US_ASCII), date));
    }

    ImapSurvey survey = ImapSurvey.of(Servers.account(servers.server(), user), Side.SOURCE);

    assertThat(survey.greeting()).isNotEmpty();
    assertThat(survey.capabilities().isEmpty()).isFalse();
    assertThat(survey.namespaces()).isPresent();
    assertThat(survey.mailboxes())
        .filteredOn(mailbox -> mailbox.name().isInbox())
        .singleElement()
        .satisfies(
            inbox -> assertThat(inbox.status().orElseThrow().messages().orElse(0)).isEqualTo(1));
  }
}
