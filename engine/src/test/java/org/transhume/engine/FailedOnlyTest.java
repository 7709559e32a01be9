package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/** A pass that tries again what failed, and nothing else. */
class FailedOnlyTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private void copyWithOneRefused() {
    for (int number = 1; number <= 6; number++) {
      source.folder("INBOX").put(Transfer.mail(number));
      source.folder("Work").put(Transfer.mail(100 + number));
    }
    destination.faults().refuseMessagesWith("Number 103");
    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void copiesWhatFailedAndLeavesTheRestToTheNext() {
    copyWithOneRefused();
    destination.faults().clear();
    source.folder("INBOX").put(Transfer.mail(7));
    source.folder("Work").put(Transfer.mail(107));
    source.folder("Work").setFlags(1, Flags.of(Flag.FLAGGED));
    transfer.with(PassOptions.usual().with(Choice.FAILED_ONLY));

    PassReport report = transfer.planAndCopy();

    assertThat(report.total().copied()).isEqualTo(1);
    assertThat(report.total().found()).isEqualTo(6);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.folders()).extracting(f -> f.source().text()).containsExactly("Work");
    assertThat(destination.folder("INBOX").mail()).hasSize(6);
    PassReport next = transfer.with(PassOptions.usual()).copy();
    assertThat(next.total().copied()).isEqualTo(2);
    assertThat(next.total().flagsCarried()).isEqualTo(1);
    assertThat(destination.folder("Work").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("Work").mail());
  }

  @Test
  void opensNoFolderWhereNothingFailed() {
    copyWithOneRefused();
    long opened = source.counts().commands(Command.OPEN);
    transfer.with(PassOptions.usual().with(Choice.FAILED_ONLY));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.total().failed()).isEqualTo(1);
    assertThat(source.counts().commands(Command.OPEN) - opened).isEqualTo(1);
  }
}
