package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidSet;

/** A message that stands in several folders, taken once. */
@Tag("D7")
class OnceTest {
  private static final PassOptions ONCE = PassOptions.usual().with(Choice.ONCE);
  private static final PassOptions DELETING =
      ONCE.withDeletions(DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true));

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private void fill(String folder, int... numbers) {
    for (int number : numbers) {
      source.folder(folder).put(Transfer.mail(number));
    }
  }

  private PassReport planAndCopy(PassOptions options) {
    PassReport copy = transfer.with(options).planAndCopy();
    assertThat(copy.verdict()).isEqualTo(Verdict.PASS);
    return copy;
  }

  private int there(String folder) {
    return destination.folder(folder).mail().size();
  }

  @Test
  @Tag("D9")
  void takesInboxFirstAndThenByName() {
    fill("INBOX", 1, 2);
    fill("Archive", 2, 3);
    fill("Zoo", 1, 2, 3, 4);

    PassReport report = planAndCopy(ONCE);

    assertThat(report.total().copied()).isEqualTo(4);
    assertThat(report.total().leftOut()).isEqualTo(4);
    assertThat(destination.folder("INBOX").mail()).isEqualTo(source.folder("INBOX").mail());
    assertThat(destination.folder("Archive").mail()).containsExactly(Transfer.mail(3));
    assertThat(destination.folder("Zoo").mail()).containsExactly(Transfer.mail(4));
    PassReport next = planAndCopy(ONCE);
    assertThat(next.total().copied()).isZero();
    assertThat(next.total().leftOut()).isEqualTo(4);
  }

  @Test
  void takesTwinsOfAFolderAndWhatHasNoMessageId() {
    var nameless = Mail.of("Subject: s\r\n\r\nbody\r\n", Flags.none(), new InternalDate(77, 0));
    for (String folder : new String[] {"INBOX", "Work"}) {
      source.folder(folder).put(nameless);
      source.folder(folder).put(Transfer.mail(1));
      source.folder(folder).put(Transfer.mail(1));
    }

    PassReport report = planAndCopy(ONCE);

    assertThat(there("INBOX")).isEqualTo(3);
    assertThat(destination.folder("Work").mail()).containsExactly(nameless);
    assertThat(report.total().leftOut()).isEqualTo(2);
  }

  @Test
  void takesWhatOnlySharesItsHeaders() {
    fill("INBOX", 1);
    source
        .folder("Work")
        .put(
            Mail.of(
                "Message-ID: <1@example.com>\r\n"
                    + "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
                    + "From: a@example.com\r\n"
                    + "Subject: Number 1\r\n\r\n"
                    + "another body\r\n",
                Flags.none(),
                new InternalDate(77, 0)));

    planAndCopy(ONCE);

    assertThat(there("Work")).isEqualTo(1);
  }

  @Test
  @Tag("D5")
  void putsASuccessorInPlaceBeforeTheFirstIsRemoved() {
    fill("INBOX", 1, 2, 3);
    fill("Work", 1, 4);
    planAndCopy(ONCE);
    source.folder("INBOX").expunge(1);

    PassReport report = planAndCopy(DELETING);

    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(report.deletions().messages()).isEqualTo(1);
    assertThat(destination.mail().get("Work")).contains(Transfer.mail(1));
    assertThat(destination.mail().get("INBOX")).doesNotContain(Transfer.mail(1));
  }

  @Test
  @Tag("D5")
  void removesTheFirstOnlyWhenItsSuccessorStandsThere() {
    fill("Work", 1, 2, 3);
    planAndCopy(ONCE);
    fill("INBOX", 1);
    planAndCopy(ONCE);
    source.folder("Work").expunge(1);

    PassReport early = planAndCopy(DELETING);
    int both = there("Work");
    PassReport late = planAndCopy(DELETING);

    assertThat(early.deletions().messages()).isZero();
    assertThat(both).isEqualTo(3);
    assertThat(late.total().copied()).isEqualTo(1);
    assertThat(late.deletions().folders().getFirst().uids()).isEqualTo(UidSet.of(1));
    assertThat(destination.folder("INBOX").mail()).isEqualTo(source.folder("INBOX").mail());
    assertThat(destination.folder("Work").mail()).isEqualTo(source.folder("Work").mail());
  }

  @Test
  @Tag("I4")
  void bringsBackNothingThatItsOwnerRemoved() {
    fill("INBOX", 1, 2);
    fill("Work", 1, 3);
    planAndCopy(ONCE);
    destination.folder("INBOX").expunge(1);

    for (int pass = 0; pass < 3; pass++) {
      assertThat(planAndCopy(ONCE).total().copied()).isZero();
    }

    assertThat(there("INBOX") + there("Work")).isEqualTo(2);
  }

  @Test
  void copiesTheRestWhenItIsTurnedOff() {
    fill("INBOX", 1, 2);
    fill("Work", 1, 3);
    planAndCopy(ONCE);

    planAndCopy(PassOptions.usual());

    assertThat(destination.folder("Work").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("Work").mail());
  }
}
