package org.transhume.cli.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.report.Samples;
import org.transhume.cli.terminal.Terminal;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Sleeper;

class HumanViewTest {
  private static final MailboxName INBOX = MailboxName.inbox('/');

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Semaphore beats = new Semaphore(0);

  /** A pause lasts until the test lets the next beat come. */
  private final Sleeper sleeper =
      pause -> {
        try {
          beats.acquire();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new java.util.concurrent.CancellationException();
        }
      };

  private View view(Views.Style style, boolean onTerminal, Charset charset) {
    var terminal =
        new Terminal(
            new PrintStream(out, true, charset),
            new PrintStream(err, true, charset),
            onTerminal,
            onTerminal,
            () -> 80);
    return new Views(terminal, () -> 0, sleeper, ZoneOffset.UTC, Locale.ENGLISH)
        .of(style, PassMode.COPY, Dialect.TRANSHUME, Samples.SOURCE, Samples.DESTINATION);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  private void beat() {
    beats.release();
  }

  @Test
  void drawsABarOnATerminalAndTakesItAwayForTheReport() {
    try (View view = view(Views.Style.USUAL, true, UTF_8)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      view.listener().planned(1, 10);
      view.listener().folderBegan(INBOX, 10);
      view.listener().toCopy(INBOX, 10);
      view.listener().sent(INBOX, 5, 50_000);
      beat();
      Awaitility.await().until(() -> err().contains("50 %"));
      view.ended(new Samples().folder("INBOX", Samples.copied(10)).build());
    }

    assertThat(err())
        .startsWith("Copying alice at imap.old.example:993 → bob at imap.new.example:993")
        .contains("\r\u001B[K▕")
        .endsWith("\r\u001B[K");
    assertThat(out()).contains("Folder  found", "0 lost, 0 doubled").doesNotContain("\u001B");
  }

  @Test
  void keepsANoteAboveTheBar() {
    try (View view = view(Views.Style.USUAL, true, UTF_8)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      beat();
      Awaitility.await().until(() -> err().contains("%"));
      view.warn("Careful.");
    }

    assertThat(err()).endsWith("\r\u001B[Ktranshume: warning: Careful." + System.lineSeparator());
  }

  @Test
  void writesALineForEachFolderAndOneNowAndThenElsewhere() {
    try (View view = view(Views.Style.USUAL, false, US_ASCII)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      view.listener().planned(2, 20);
      view.listener().folderBegan(INBOX, 10);
      view.listener().toCopy(INBOX, 10);
      view.listener().sent(INBOX, 5, 50_000);
      beat();
      Awaitility.await().until(() -> err().contains("25 %"));
      var report = new Samples().folder("INBOX", Samples.copied(10)).build();
      view.listener().folderEnded(report.pass().folders().getFirst());
      view.ended(report);
    }

    assertThat(err().lines())
        .containsExactly(
            "Copying alice at imap.old.example:993 -> bob at imap.new.example:993",
            "25 %: 5 of 20 messages, 50 kB, 0.0 messages/s, 0 B/s, in INBOX",
            "INBOX: 10 messages copied, 100 kB");
    assertThat(err() + out()).doesNotContain("\u001B", "\r\u001B");
  }

  @Test
  void saysThatItTriesAgainAndWhy() {
    try (View view = view(Views.Style.USUAL, false, UTF_8)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      view.listener()
          .retrying(
              INBOX,
              Samples.failure(Problem.CONNECTION_LOST, Side.DESTINATION, ""),
              Duration.ofSeconds(3).toMillis());
    }

    assertThat(err())
        .contains(
            "INBOX: destination: connection lost (opening the folder); trying again in 3.0 s");
  }

  @Test
  void isSilentWhenQuietAndAllIsWell() {
    try (View view = view(Views.Style.QUIET, true, UTF_8)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      view.ended(new Samples().folder("INBOX", Samples.copied(10)).build());
    }

    assertThat(out() + err()).isEmpty();
  }

  @Test
  void speaksWhenQuietAndSomethingIsWrong() {
    try (View view = view(Views.Style.QUIET, true, UTF_8)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      view.ended(
          new Samples()
              .folder(
                  "INBOX",
                  Samples.figures(1, 0, 0, 0, 0, 1, 0, 0, 0),
                  Samples.failed(3, "MESSAGE_REFUSED", "no"))
              .build());
    }
    try (View view = view(Views.Style.QUIET, true, UTF_8)) {
      view.failed(new View.Failure(ExitCode.SOURCE_LOGIN, "Wrong password.", Optional.empty()));
    }

    assertThat(out()).contains("UID 3", "NOT WHOLE");
    assertThat(err()).isEqualTo("transhume: Wrong password." + System.lineSeparator());
  }

  @Test
  void saysThatTheNextRunGoesOnWhenItWasStopped() {
    try (View view = view(Views.Style.USUAL, false, UTF_8)) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      view.listener().sent(INBOX, 1_234, 1);
      view.stopped();
    }

    assertThat(err())
        .contains("Stopped. 1,234 messages handed over", "run the same command again", "goes on");
  }
}
