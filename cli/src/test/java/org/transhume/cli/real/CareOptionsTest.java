package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.cli.outcome.ExitCode;

/** Options that say how carefully, over real connections. */
class CareOptionsTest extends BetweenMemoryServers {
  private List<String> flagsOfBob(int place) {
    return List.copyOf(bob.mailbox("INBOX").messages().get(place).flags());
  }

  /** What bob has is what alice has, and unread. */
  private void bothHave(int messages) {
    for (int number = 1; number <= messages; number++) {
      deliver(alice, "INBOX", number, 200);
      deliver(bob, "INBOX", number, 200);
      bob.mailbox("INBOX").flag(number);
    }
    deliver(alice, "INBOX", messages + 1, 200);
  }

  @Test
  @Tag("I4")
  void givesMailThatWasThereTheMarksOfTheSourceOnlyIfThatIsAskedFor() {
    bothHave(2);

    assertThat(PlannedCopy.run(folder, this::run)).as(program.err()).isZero();

    assertThat(program.out()).contains("0 lost, 0 doubled");
    assertThat(flagsOfBob(0)).isEmpty();
    assertThat(flagsOfBob(2)).containsExactly("\\Seen");
  }

  @Test
  void givesMailThatWasThereTheMarksOfTheSourceIfThatIsAskedFor() {
    bothHave(2);

    assertThat(PlannedCopy.run(folder, this::run, "--adopt-flags")).as(program.err()).isZero();

    assertThat(flagsOfBob(0)).containsExactly("\\Seen");
    assertThat(flagsOfBob(1)).containsExactly("\\Seen");
  }

  @Test
  @Tag("B5")
  void copiesIntoAnExactReplicaOnceAPersonSaysThatThereAreTwo() {
    deliver(alice, "INBOX", 1, 200);
    deliver(bob, "INBOX", 1, 200);

    assertThat(run("copy")).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).contains("--two-mailboxes");
    assertThat(PlannedCopy.run(folder, this::run, "--two-mailboxes")).as(program.err()).isZero();

    assertThat(bob.mailbox("INBOX").messages()).hasSize(1);
    assertThat(program.out()).contains("0 lost, 0 doubled");
  }

  @Test
  @Tag("D10")
  void worksOnOneFolderAtATimeIfThatIsAskedFor() {
    for (int number = 1; number <= 8; number++) {
      deliver(alice, "Folder " + number, number, 200);
    }

    assertThat(run("copy", "--lanes=1")).as(program.err()).isZero();

    assertThat(program.out()).contains("0 lost, 0 doubled: each of the 8 messages");
    // One for the lists, one for the folder.
    assertThat(newServer.count("LOGIN") + newServer.count("AUTHENTICATE")).isLessThanOrEqualTo(2);
  }
}
