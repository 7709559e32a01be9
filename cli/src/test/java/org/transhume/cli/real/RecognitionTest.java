package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.engine.ledger.AccountId;
import org.transhume.imap.testkit.memory.MemoryAccount;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.store.LedgerDirectory;

/**
 * Servers that go by another name than before. Every server in memory gives its folders the same
 * UIDVALIDITYs: what can be told must be told by the mail.
 */
@Tag("I2")
class RecognitionTest extends BetweenMemoryServers {
  private static void deliver(MemoryAccount account, int first, int last) {
    for (int number = first; number <= last; number++) {
      deliver(account, "INBOX", number, 200);
    }
  }

  private String sourceByAnotherName() {
    return "--source=localhost:" + oldServer.port();
  }

  private String destinationByAnotherName() {
    return "--destination=localhost:" + newServer.port();
  }

  private int there() {
    return bob.mailbox("INBOX").messages().size();
  }

  private long ledgers() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/ledgers"))) {
      return files.filter(file -> file.toString().endsWith(".ledger")).count();
    }
  }

  @Test
  void knowsTheSourceAgainByItsMail() {
    deliver(alice, 1, 20);
    run("copy");
    deliver(alice, 21, 21);

    assertThat(run("plan", sourceByAnotherName())).isZero();
    assertThat(program.out()).contains("A copy would put 1 message there.");
    assertThat(run("copy", sourceByAnotherName())).as(program.err()).isZero();

    assertThat(program.err())
        .contains("The source is the mailbox the ledger knows as alice at 127.0.0.1:");
    assertThat(there()).isEqualTo(21);
    assertThat(run("verify", sourceByAnotherName())).isZero();
  }

  @Test
  void knowsTheDestinationAgainAndWhatItsOwnerRemoved() throws IOException {
    deliver(alice, 1, 20);
    run("copy");
    bob.mailbox("INBOX").expunge(List.of(7L));

    assertThat(run("copy", destinationByAnotherName())).as(program.err()).isZero();

    assertThat(there()).isEqualTo(19);
    assertThat(ledgers()).isEqualTo(1);
  }

  @Test
  void knowsBothAgain() throws IOException {
    deliver(alice, 1, 20);
    run("copy");
    deliver(alice, 21, 21);

    assertThat(run("copy", sourceByAnotherName(), destinationByAnotherName())).isZero();

    assertThat(there()).isEqualTo(21);
    assertThat(ledgers()).isEqualTo(1);
  }

  @Test
  void asksWhereItCannotTellAndDoesAsItIsTold() {
    deliver(alice, 1, 2);
    deliver(bob, 101, 101);
    run("copy");

    assertThat(run("copy", sourceByAnotherName())).isEqualTo(ExitCode.LEDGER_REFUSED.number());
    String old = "127.0.0.1:" + oldServer.port();
    String now = "localhost:" + oldServer.port();
    assertThat(program.err())
        .contains(
            "knows a source alice at " + old,
            "If it is the same, add --source-name " + old,
            "if it is another, add --source-name " + now);
    assertThat(there()).isEqualTo(3);

    assertThat(run("copy", sourceByAnotherName(), "--source-name=" + old)).isZero();
    assertThat(there()).isEqualTo(3);

    assertThat(run("copy", sourceByAnotherName(), "--source-name=" + now)).isZero();
    assertThat(there()).as("two mailboxes, if a person says so").isEqualTo(5);
  }

  @Test
  void asksWhetherAServerThatBeganAnewIsTheSource() {
    deliver(alice, 1, 20);
    run("copy");
    alice.mailbox("INBOX").changeUidValidity(1_600_000_000L);

    assertThat(run("copy", sourceByAnotherName())).isEqualTo(ExitCode.LEDGER_REFUSED.number());

    assertThat(there()).isEqualTo(20);
  }

  @Test
  void goesOnUnderANameThatWasGivenFromTheBeginning() {
    deliver(alice, 1, 2);
    run("copy", "--source-name=old", "--destination-name=new");

    assertThat(
            run(
                "copy",
                sourceByAnotherName(),
                destinationByAnotherName(),
                "--source-name=old",
                "--destination-name=new"))
        .isZero();

    assertThat(there()).isEqualTo(2);
  }

  @Test
  void takesAnotherServerOfTheSameAgeForWhatItIs() throws IOException {
    deliver(alice, 1, 20);
    run("copy");
    try (MemoryImapServer third = MemoryImapServer.start()) {
      MemoryAccount other = third.addAccount("bob", "b");
      assertThat(other.mailbox("INBOX").uidValidity())
          .isEqualTo(bob.mailbox("INBOX").uidValidity());

      assertThat(run("copy", "--destination=" + third.host() + ":" + third.port())).isZero();

      assertThat(other.mailbox("INBOX").messages()).hasSize(20);
      assertThat(ledgers()).isEqualTo(2);
    }
  }

  @Test
  void takesAnotherSourceOfTheSameAgeForWhatItIs() {
    deliver(alice, 1, 20);
    run("copy");
    try (MemoryImapServer third = MemoryImapServer.start()) {
      deliver(third.addAccount("alice", "a"), 101, 130);

      assertThat(run("copy", "--source=" + third.host() + ":" + third.port())).isZero();

      assertThat(there()).isEqualTo(50);
    }
  }

  @Test
  @Tag("I10")
  void keepsASecondProcessOutUnderAnyName() {
    deliver(alice, 1, 20);
    run("copy");
    var id = new AccountId("127.0.0.1:" + newServer.port(), "bob");
    try (var _ = LedgerDirectory.in(folder.resolve("state")).open(id)) {
      assertThat(run("copy", destinationByAnotherName()))
          .isEqualTo(ExitCode.LEDGER_IN_USE.number());
    }
  }
}
