package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.memory.AppendFilter;

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

  /** The new server takes neither NUL nor bare LF, as Cyrus. */
  @Test
  @Tag("I5")
  void isRepairedIfThatIsAskedFor() {
    String odd = "Message-ID: <9@example.com>\r\nSubject: odd\r\n\r\na\0b\nc\r\n";
    deliver(alice, "INBOX", 1, 500);
    alice.mailbox("INBOX").deliver(odd.getBytes(ISO_8859_1), DATE, "\\Seen");
    newServer.reconfigure(options -> options.toBuilder().filter(AppendFilter.strict()).build());
    assertThat(run("copy")).as(program.out()).isEqualTo(2);
    assertThat(run("quarantine", "list")).as(program.err()).isZero();
    assertThat(program.out())
        .contains("“odd”", "NO Message contains NUL characters", "copy --failed --repair");

    assertThat(run("copy", "--failed", "--repair=line-ends")).as(program.out()).isEqualTo(2);
    assertThat(run("copy", "--failed", "--repair")).as(program.err()).isZero();

    assertThat(program.out())
        .contains("1 message at the destination, with a difference", "“odd”")
        .contains("refused as it is, and repaired", "[LINE_ENDS, NUL]");
    assertThat(bob.mailbox("INBOX").messages().getLast().content())
        .isEqualTo(odd.replace('\0', '\u0080').replace("b\n", "b\r\n").getBytes(ISO_8859_1));
    assertThat(run("quarantine", "list")).as(program.err()).isZero();
    assertThat(program.out()).contains("No message on record is missing at the destination.");
    assertThat(run("verify", "--deep")).as(program.out()).isZero();
    assertThat(program.out()).contains("[LINE_ENDS, NUL]");
    assertThat(run("copy")).as(program.err()).isZero();
    assertThat(bob.mailbox("INBOX").messages()).hasSize(2);
  }

  /**
   * Exchange says so to lines of more than about 10,000 octets; the connection is of no use then.
   */
  @Test
  @Tag("I1")
  @Tag("I5")
  void holdsNothingUpWhereTheServerSaysBadAndIsRepaired() {
    String line = "word ".repeat(2_500);
    String odd = "Message-ID: <9@example.com>\r\nSubject: odd\r\n\r\n" + line + "\r\n";
    for (int number = 1; number <= 8; number++) {
      deliver(alice, "INBOX", number, 500);
      if (number == 4) {
        alice.mailbox("INBOX").deliver(odd.getBytes(ISO_8859_1), DATE, "\\Seen", "$Work");
      }
    }
    newServer.reconfigure(
        options -> options.toBuilder().filter(QuarantineTest::refuseLongLines).build());

    assertThat(run("copy")).as(program.out() + program.err()).isEqualTo(2);

    assertThat(program.out()).contains("1 message not, or not provably", "BAD Command Argument");
    assertThat(bob.mailbox("INBOX").messages()).hasSize(8);
    assertThat(run("copy", "--failed", "--repair=long-lines")).as(program.err()).isZero();
    assertThat(program.out()).contains("[LONG_LINES]");
    String there = new String(bob.mailbox("INBOX").messages().getLast().content(), ISO_8859_1);
    assertThat(there.lines()).allMatch(each -> each.length() <= 998);
    assertThat(there.replace("\r\n ", " ")).isEqualTo(odd);
    assertThat(bob.mailbox("INBOX").messages().getLast().flags()).contains("\\Seen", "$Work");
  }

  private static AppendFilter.Verdict refuseLongLines(byte[] content) {
    boolean tooLong =
        new String(content, ISO_8859_1).lines().anyMatch(line -> line.length() > 10_239);
    return tooLong
        ? new AppendFilter.Verdict.Refuse("BAD Command Argument Error. 11")
        : new AppendFilter.Verdict.Store(content);
  }

  @Test
  void isNotRepairedByAWordNobodyKnows() {
    assertThat(run("copy", "--repair=everything")).isEqualTo(64);
    assertThat(program.err()).contains("line-ends, final-crlf, nul, long-lines and all");
  }

  @Test
  void isNotTriedAgainTogetherWithARemoval() {
    assertThat(run("copy", "--failed", "--delete-gone")).isEqualTo(64);
    assertThat(program.err()).contains("--failed");
  }
}
