package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.memory.MemoryAccount;
import org.transhume.imap.testkit.memory.MemoryImapServer;

/** Tests of the command line between two servers in memory, which do as they are told. */
abstract class BetweenMemoryServers {
  static final OffsetDateTime DATE = OffsetDateTime.parse("2020-02-02T02:02:02+01:00");

  @TempDir Path folder;
  MemoryImapServer oldServer;
  MemoryImapServer newServer;
  MemoryAccount alice;
  MemoryAccount bob;
  TestProgram program;

  @BeforeEach
  void start() {
    oldServer = MemoryImapServer.start();
    newServer = MemoryImapServer.start();
    alice = oldServer.addAccount("alice", "a");
    bob = newServer.addAccount("bob", "b");
    program = Mailboxes.program().with("SOURCE", "a").with("DESTINATION", "b");
  }

  @AfterEach
  void stop() {
    oldServer.close();
    newServer.close();
  }

  /** A message that differs from every other of another number. */
  static void deliver(MemoryAccount account, String mailbox, int number, int bytes) {
    String head =
        "Message-ID: <%d@example.com>\r\nDate: Sun, 2 Feb 2020 02:02:02 +0100\r\nFrom: ann@example.com\r\nSubject: Number %d\r\n\r\n"
            .formatted(number, number);
    String body = "x".repeat(70) + "\r\n";
    String text = head + body.repeat(Math.max(1, (bytes - head.length()) / body.length()));
    account.create(mailbox).deliver(text.getBytes(US_ASCII), DATE, "\\Seen");
  }

  /** Runs a command from alice to bob; the exit code. An option given here wins. */
  int run(String command, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                command,
                "--source=" + oldServer.host() + ":" + oldServer.port(),
                "--source-tls=plain",
                "--source-user=alice",
                "--source-password-env=SOURCE",
                "--destination=" + newServer.host() + ":" + newServer.port(),
                "--destination-tls=plain",
                "--destination-user=bob",
                "--destination-password-env=DESTINATION",
                "--state=" + folder.resolve("state")));
    for (String one : more) {
      arguments.removeIf(each -> each.startsWith(one.replaceFirst("=.*", "=")));
      arguments.add(one);
    }
    return program.run(arguments.toArray(String[]::new));
  }
}
