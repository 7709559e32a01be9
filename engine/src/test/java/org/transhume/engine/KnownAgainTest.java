package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.preflight.KnownAgain;
import org.transhume.engine.preflight.Likeness;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/** Every account in memory begins with the same UIDVALIDITY: names and numbers tell nothing. */
@Tag("I2")
class KnownAgainTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private void fill(MemoryAccount account, String folder, int first, int last) {
    for (int number = first; number <= last; number++) {
      account.folder(folder).put(Transfer.mail(number));
    }
  }

  private Likeness source(MemoryAccount account) {
    try (MailSource shown = account.source();
        var ledger = transfer.file.transfer(new AccountId("old.example.com", "john"))) {
      return KnownAgain.of(Side.SOURCE, List.of(ledger), shown.folders(), shown::open);
    }
  }

  private Likeness destination(MemoryAccount account) {
    try (MailDestination shown = account.destination();
        var ledger = transfer.file.transfer(new AccountId("old.example.com", "john"))) {
      return KnownAgain.of(Side.DESTINATION, List.of(ledger), shown.folders(), shown::open);
    }
  }

  @Test
  void knowsBothSidesAgain() {
    fill(source, "INBOX", 1, 40);
    fill(source, "Work", 41, 43);
    fill(destination, "INBOX", 500, 510);
    transfer.copy();

    assertThat(source(source)).isEqualTo(Likeness.SAME);
    assertThat(destination(destination)).isEqualTo(Likeness.SAME);
  }

  @Test
  void knowsASideAgainWhereMuchHasHappenedSince() {
    fill(source, "INBOX", 1, 40);
    fill(source, "Work", 41, 43);
    transfer.copy();
    fill(source, "INBOX", 100, 140);
    source.folder("INBOX").expunge(1, 2, 3, 20, 38, 39, 40);
    source.folder("Work").renew();
    fill(source, "Plans", 200, 201);
    destination.folder("Work").delete();
    destination.folder("INBOX").expunge(10, 11, 12, 40);

    assertThat(source(source)).as("a folder as often old as new").isEqualTo(Likeness.UNCERTAIN);
    assertThat(destination(destination)).isEqualTo(Likeness.SAME);

    source.folder("Work").delete();
    assertThat(source(source)).isEqualTo(Likeness.SAME);
  }

  @Test
  void tellsAnEmptyMailboxOfTheSameAgeApart() {
    fill(source, "INBOX", 1, 40);
    transfer.copy();

    var fresh = MemoryAccount.able();

    assertThat(fresh.folder("INBOX").uidValidity())
        .isEqualTo(destination.folder("INBOX").uidValidity());
    assertThat(destination(fresh)).isEqualTo(Likeness.ANOTHER);
  }

  @Test
  void tellsAMailboxOfOtherMailApart() {
    fill(source, "INBOX", 1, 40);
    transfer.copy();
    var other = MemoryAccount.able();
    fill(other, "INBOX", 1_001, 1_060);

    assertThat(source(other)).isEqualTo(Likeness.ANOTHER);
  }

  @Test
  void asksWhereOnlyWhatATemplateHoldsIsTheSame() {
    fill(source, "INBOX", 1, 10);
    transfer.copy();
    var other = MemoryAccount.able();
    fill(other, "INBOX", 1, 6);
    fill(other, "INBOX", 1_001, 1_060);

    assertThat(source(other)).isEqualTo(Likeness.UNCERTAIN);
  }

  @Test
  void asksWhereTooLittleMailIsKnown() {
    fill(source, "INBOX", 1, 4);
    transfer.copy();
    assertThat(source(source)).isEqualTo(Likeness.UNCERTAIN);

    fill(source, "INBOX", 5, 5);
    transfer.copy();
    assertThat(source(source)).isEqualTo(Likeness.SAME);
  }

  @Test
  void takesMailWithoutMessageIdForNoProof() {
    for (int number = 1; number <= 20; number++) {
      source
          .folder("INBOX")
          .put(
              Mail.of(
                  "Subject: Backup\r\n\r\nDone: " + number + "\r\n",
                  Flags.none(),
                  new InternalDate(1_700_000_000L, 0)));
    }
    transfer.copy();

    assertThat(source(source)).isEqualTo(Likeness.UNCERTAIN);
  }

  @Test
  void asksWhereUidsHaveGoneBack() {
    fill(source, "INBOX", 1, 40);
    fill(source, "Work", 41, 60);
    transfer.copy();
    var restored = MemoryAccount.able();
    fill(restored, "INBOX", 1, 40);
    fill(restored, "Work", 41, 59);

    assertThat(source(restored)).isEqualTo(Likeness.UNCERTAIN);
  }

  @Test
  void tellsNothingOfFoldersThatBeganAnew() {
    fill(source, "INBOX", 1, 40);
    transfer.copy();
    source.folder("INBOX").renew();

    assertThat(source(source)).isEqualTo(Likeness.UNRELATED);
  }
}
