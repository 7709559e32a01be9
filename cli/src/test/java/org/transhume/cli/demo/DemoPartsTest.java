package org.transhume.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.seed.SeedImap;

class DemoPartsTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Announcer announcer(boolean isColoured) {
    return new Announcer(new PrintStream(said, true, UTF_8), new Glyphs(UTF_8), isColoured);
  }

  @Test
  void countsItsStepsAndShowsForeignTextInert() {
    Announcer announcer = announcer(false);
    announcer.step("One.");
    announcer.step("Two.");
    announcer.foreign("a\u001b[31mb\nc");

    assertThat(said.toString(UTF_8))
        .containsSubsequence("1. One.", "2. Two.", "   a", "   c")
        .doesNotContain("\u001b");
  }

  @Test
  void isColouredOnlyIfToldSo() {
    announcer(true).success("All is well.");

    assertThat(said.toString(UTF_8)).contains("\u001b[1;32mAll is well.\u001b[0m");
  }

  @Test
  void seedsTheSameMailEachTimeAndSeesAllOfIt() {
    Corpus corpus = DemoMail.corpus();
    assertThat(DemoMail.bytes(corpus)).isEqualTo(DemoMail.bytes(DemoMail.corpus()));
    try (MemoryImapServer server = MemoryImapServer.start()) {
      server.addAccount("anna", "demo");
      try (SeedImap client = SeedImap.logIn(server.host(), server.port(), "anna", "demo")) {
        corpus.seed(client, '/', "");

        assertThat(DemoMail.messages(DemoMail.count(client)))
            .isEqualTo(corpus.messageCount())
            .isGreaterThan(400);
        assertThat(DemoMail.count(client))
            .extracting(DemoMail.Counted::folder)
            .contains("INBOX", "Awkward");
      }
    }
  }

  @Test
  void readsHowManyMessagesAPassCopied() throws IOException {
    Path report =
        Files.writeString(
            folder.resolve("report.json"),
            "{\"folders\":[{\"figures\":{\"copied\":3}}],\"total\":{\"found\":9,\"copied\":7}}");

    assertThat(CopiedFigure.in(report)).isEqualTo(7);
  }

  @Test
  void takesNoFigureForNone() throws IOException {
    Path report = Files.writeString(folder.resolve("report.json"), "{\"total\":{}}");

    assertThatThrownBy(() -> CopiedFigure.in(report)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void killsTheChildThatRunsWhenItIsToEndAndStartsNoOther() throws Exception {
    var stopping = new Stopping();
    Process child = stopping.guard(new ProcessBuilder("sleep", "600"));

    stopping.ask();

    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(137);
    assertThatThrownBy(() -> stopping.guard(new ProcessBuilder("sleep", "600")))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void saysWhatToTypeWhereJamesCannotBeFetchedFrom() {
    var start = new ServerStart(announcer(false), Optional.empty());

    assertThatThrownBy(() -> start.start(Optional.of(Servers.JAMES)))
        .isInstanceOfSatisfying(
            StopException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ExitCode.NOT_STARTED);
              assertThat(e.sentence()).contains("./transhume demo");
            });
  }
}
