package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;

class DiscoverTest {
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
}
