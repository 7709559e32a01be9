package org.transhume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.program.Program;
import org.transhume.cli.terminal.Terminal;
import org.transhume.imap.testkit.memory.MemoryAccount;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/**
 * Runs the usual commands between two servers in this process, in plain text and over TLS, so that
 * the launcher's cache holds what they need (JEP 483). Prints nothing.
 */
final class Rehearsal {
  private static final String PASSWORD = "rehearsal";
  private static final int MESSAGES = 20;

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Program onTerminal;
  private final Program elsewhere;

  private Rehearsal(Path folder) {
    this.folder = folder;
    var out = new PrintStream(said, true, UTF_8);
    onTerminal = program(new Terminal(out, out, true, true, () -> 80));
    elsewhere = program(new Terminal(out, out, false, false, () -> 80));
  }

  private static Program program(Terminal terminal) {
    return Main.program(terminal, _ -> Optional.of(PASSWORD));
  }

  /**
   * Rehearses.
   *
   * @param arguments a folder for whatever the commands write
   * @throws IllegalStateException if one of them fails: what is learned then is worth little
   */
  public static void main(String[] arguments) throws IOException {
    var rehearsal = new Rehearsal(Files.createDirectories(Path.of(arguments[0])));
    rehearsal.withoutServers();
    rehearsal.inPlainText();
    rehearsal.overTls();
  }

  private void withoutServers() {
    for (Program program : List.of(onTerminal, elsewhere)) {
      run(ExitCode.WHOLE, program, "--version");
      run(ExitCode.WHOLE, program, "--help");
      run(ExitCode.WHOLE, program, "copy", "--help");
      run(ExitCode.USAGE, program, "copy", "--no-such-option");
    }
  }

  private void inPlainText() throws IOException {
    try (MemoryImapServer source = MemoryImapServer.start();
        MemoryImapServer destination = MemoryImapServer.start();
        MemoryImapServer another = MemoryImapServer.start()) {
      fill(source, destination);
      transfers(source, destination, "--source-tls=plain", "--destination-tls=plain");
      another.addAccount("bob", PASSWORD);
      imapsync(source, another);
    }
  }

  /** Each side trusts in a way of its own. */
  private void overTls() throws IOException {
    var certificate = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.loopback());
    Path pem = folder.resolve("server.pem");
    certificate.writeCertificatePem(pem);
    var options = MemoryOptions.builder().build();
    try (MemoryImapServer source = MemoryImapServer.startTls(options, certificate.serverContext());
        MemoryImapServer destination =
            MemoryImapServer.startTls(options, certificate.serverContext())) {
      fill(source, destination);
      transfers(
          source,
          destination,
          "--source-tls=implicit",
          "--source-ca-file=" + pem,
          "--destination-tls=implicit",
          "--destination-fingerprint=" + certificate.sha256Fingerprint());
    }
  }

  private static void fill(MemoryImapServer source, MemoryImapServer destination) {
    destination.addAccount("bob", PASSWORD);
    MemoryAccount alice = source.addAccount("alice", PASSWORD);
    for (int number = 0; number < MESSAGES; number++) {
      String text =
          "Message-ID: <%d@example.com>\r\nFrom: a@example.com\r\nSubject: =?utf-8?q?=C3=A9?=\r\n\r\nHello\r\n"
              .formatted(number);
      alice
          .create(number % 2 == 0 ? "INBOX" : "Work")
          .deliver(text.getBytes(UTF_8), OffsetDateTime.parse("2020-02-02T02:02:02Z"), "\\Seen");
    }
  }

  private void transfers(MemoryImapServer source, MemoryImapServer destination, String... options) {
    String state = "--state=" + folder.resolve("state-of-" + destination.port());
    var words =
        new ArrayList<>(
            List.of(
                "--source=" + source.host() + ":" + source.port(),
                "--source-user=alice",
                "--source-password-env=PASSWORD",
                "--destination=" + destination.host() + ":" + destination.port(),
                "--destination-user=bob",
                "--destination-password-env=PASSWORD",
                state));
    words.addAll(List.of(options));
    String[] sides = words.toArray(String[]::new);
    for (Program program : List.of(onTerminal, elsewhere)) {
      for (String command : List.of("plan", "copy", "copy", "verify")) {
        run(ExitCode.WHOLE, program, words(sides, command));
      }
      run(ExitCode.WHOLE, program, words(sides, "copy", "--json"));
      run(ExitCode.WHOLE, program, "ledger", state);
    }
    Path report = folder.resolve("report.json");
    run(ExitCode.WHOLE, elsewhere, words(sides, "verify", "--deep", "--report=" + report));
  }

  private void imapsync(MemoryImapServer source, MemoryImapServer destination) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    String[] sides = {
      "--host1=" + source.host(),
      "--port1=" + source.port(),
      "--user1=alice",
      "--passfile1=" + password,
      "--nossl1",
      "--notls1",
      "--host2=" + destination.host(),
      "--port2=" + destination.port(),
      "--user2=bob",
      "--passfile2=" + password,
      "--nossl2",
      "--notls2",
      "--logdir=" + folder,
      "--state=" + folder.resolve("state-of-imapsync")
    };
    run(ExitCode.WHOLE, elsewhere, words(sides, "imapsync", "--dry"));
    run(ExitCode.WHOLE, elsewhere, words(sides, "imapsync"));
  }

  private static String[] words(String[] sides, String command, String... more) {
    var words = new ArrayList<String>();
    words.add(command);
    words.addAll(Arrays.asList(sides));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void run(ExitCode expected, Program program, String... words) {
    said.reset();
    int code = CommandLines.execute(program, words);
    if (code != expected.number()) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(String.join(" ", words), code, said.toString(UTF_8)));
    }
  }
}
