package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String LINE =
      """
      {"event":"report","verdict":"FAIL","exitCode":2,"surplusLeft":1,"nothingLostOrDoubled":false,
       "total":{"copied":7,"surplus":1},"lookDue":"2026-01-02T03:04:05Z","some":[null,1.5,true],
       "folders":[{"source":"A\\u00e9","destination":"INBOX.A\\u00e9",
         "failure":{"text":"it \\"fails\\""},
         "exceptions":[{"uid":4294967295,"code":"OCTETS_DIFFER","words":"w","failed":true}]}]}
      """;

  @Test
  void readsWhatTheProductWrites() {
    var report = new Report(Json.object(LINE));

    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.total("copied")).isEqualTo(7);
    assertThat(report.owesLook()).isTrue();
    assertThat(report.provesNothingLostOrDoubled()).isFalse();
    assertThat(report.folderNames()).isEqualTo(Map.of("Aé", "INBOX.Aé"));
    assertThat(report.failures()).containsExactly("Aé: it \"fails\"");
    assertThat(report.named())
        .containsExactly(
            new Report.Named(new MessageAt("Aé", 4294967295L), "OCTETS_DIFFER", "w", true));
  }

  @Test
  void refusesAFieldThatIsNotThere() {
    var report = new Report(Json.object("{}"));

    assertThatThrownBy(report::exitCode)
        .isInstanceOf(SoakException.class)
        .hasMessageContaining("exitCode");
  }
}
