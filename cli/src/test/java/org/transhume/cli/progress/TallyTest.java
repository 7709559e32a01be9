package org.transhume.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.MailboxName;

class TallyTest {
  private static final MailboxName INBOX = MailboxName.inbox('/');
  private static final MailboxName SENT = new MailboxName("Sent", '/');

  private final Tally tally = new Tally();

  private static FolderReport ended(MailboxName folder) {
    return new FolderReport(
        folder, folder, FolderFigures.NONE, List.of(), List.of(), Optional.empty());
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(tally.snapshot())
        .isEqualTo(new Tally.Snapshot(0, 0, 0, 0, 0, 0, 0, Optional.empty()));
    assertThat(tally.snapshot().part()).isZero();
  }

  @Test
  void countsWhatNeedsNoCopyAsDone() {
    tally.planned(2, 150);
    tally.folderBegan(INBOX, 100);
    tally.toCopy(INBOX, 40);
    tally.sent(INBOX, 10, 5_000);

    assertThat(tally.snapshot())
        .isEqualTo(new Tally.Snapshot(2, 0, 150, 70, 10, 5_000, 0, Optional.of(INBOX)));
  }

  @Test
  void countsAnEndedFolderWithAllItHeld() {
    tally.planned(2, 150);
    tally.folderBegan(INBOX, 100);
    tally.folderBegan(SENT, 50);
    tally.folderEnded(ended(INBOX));

    assertThat(tally.snapshot())
        .isEqualTo(new Tally.Snapshot(2, 1, 150, 100, 0, 0, 0, Optional.of(SENT)));
    assertThat(tally.snapshot().part()).isEqualTo(100 / 150.0);
  }

  @Test
  void beginsAFolderAgainWithWhatIsLeftOfIt() {
    tally.planned(1, 100);
    tally.folderBegan(INBOX, 100);
    tally.toCopy(INBOX, 100);
    tally.sent(INBOX, 60, 600);
    tally.toCopy(INBOX, 50);
    tally.sent(INBOX, 20, 200);

    assertThat(tally.snapshot().messagesDone()).isEqualTo(70);
    assertThat(tally.snapshot().sentMessages()).isEqualTo(80);
  }

  @Test
  void neverShowsMoreThanThereIs() {
    tally.planned(1, 100);
    tally.folderBegan(INBOX, 100);
    tally.toCopy(INBOX, 120); // mail arrived since the folders were listed
    tally.sent(INBOX, 110, 1);

    assertThat(tally.snapshot().messagesDone()).isEqualTo(90);
    tally.sent(INBOX, 40, 1);
    assertThat(tally.snapshot().part()).isEqualTo(1);
  }
}
