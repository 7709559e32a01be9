package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What a destination does not take: named, exported, tried again. */
class QuarantineTest extends BetweenMemoryServers {
  private void takeNothingLarge(boolean refuses) {
    newServer.reconfigure(
        options -> options.toBuilder().appendLimitBytes(refuses ? 10_000 : 100_000).build());
  }

  private void copyWithOneRefused() {
    deliver(alice, "INBOX", 1, 500);
    deliver(alice, "Work/a b", 1, 500);
    deliver(alice, "Work/a b", 2, 50_000);
    takeNothingLarge(true);
    assertThat(run("copy")).as(program.out()).isEqualTo(2);
  }

  @Test
  void isNamedAndWrittenAsItIsAtTheSource() throws IOException {
    copyWithOneRefused();
    Path directory = folder.resolve("not taken");

    assertThat(run("quarantine", "list")).as(program.err()).isZero();
    assertThat(program.out())
        .contains("Work/a b", "1 message not, or not provably", "UID 2", "Number 2")
        .contains("    larger than the destination takes");
    assertThat(run("quarantine", "export")).isEqualTo(64);
    assertThat(program.err()).contains("--to DIR");
    assertThat(run("quarantine", "export", "--to=" + directory)).as(program.err()).isZero();

    assertThat(program.out()).contains("1 message written to " + directory);
    assertThat(Files.list(directory)).singleElement();
    Path file = directory.resolve("Work%2Fa%20b-2.eml");
    assertThat(Files.readAllBytes(file))
        .isEqualTo(alice.mailbox("Work/a b").messages().getLast().content());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(bob.mailbox("Work/a b").messages()).hasSize(1);
  }

  @Test
  void isEmptyWhereAllWasCopied() {
    deliver(alice, "INBOX", 1, 500);
    assertThat(run("copy")).as(program.err()).isZero();

    assertThat(run("quarantine", "list")).as(program.err()).isZero();

    assertThat(program.out()).contains("No message on record is missing at the destination.");
  }

  @Test
  void isTriedAgainAloneIfThatIsAskedFor() {
    copyWithOneRefused();
    deliver(alice, "INBOX", 7, 500);
    deliver(alice, "Work/a b", 8, 500);
    takeNothingLarge(false);

    assertThat(run("plan", "--failed")).as(program.err()).isZero();
    assertThat(program.out()).contains("A copy would put 1 message there");
    assertThat(run("copy", "--failed")).as(program.err()).isZero();

    assertThat(program.out()).contains("0 lost, 0 doubled");
    assertThat(bob.mailbox("Work/a b").messages()).hasSize(2);
    assertThat(bob.mailbox("INBOX").messages()).hasSize(1);
    assertThat(run("copy")).as(program.err()).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled: each of the 5 messages");
    assertThat(bob.mailbox("Work/a b").messages()).hasSize(3);
    assertThat(bob.mailbox("INBOX").messages()).hasSize(2);
  }

  @Test
  void isNotTriedAgainTogetherWithARemoval() {
    assertThat(run("copy", "--failed", "--delete-gone")).isEqualTo(64);
    assertThat(program.err()).contains("--failed");
  }
}
