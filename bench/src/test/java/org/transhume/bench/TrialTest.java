package org.transhume.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.transhume.bench.Trial.Mail;
import org.transhume.bench.Trial.Visit;
import org.transhume.bench.contestant.Demands;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;

class TrialTest {
  @Test
  void isNamedForWhatIsUnusualAboutIt() {
    assertThat(trial(1, 0, false, Visit.FRESH, Storage.MAILDIR, Set.of()).name())
        .isEqualTo("small-3000");
    assertThat(
            trial(100, 50, true, Visit.CHANGED, Storage.SDBOX, Set.of("UIDPLUS", "LITERAL+"))
                .name())
        .isEqualTo(
            "small-3000-rtt50-tls-100mailboxes-changed-sdbox-without-LITERAL+-without-UIDPLUS");
  }

  @Test
  void asksForWhatNotEveryToolCanDo() {
    assertThat(trial(1, 0, true, Visit.UNCHANGED, Storage.MAILDIR, Set.of("MULTIAPPEND")).demands())
        .isEqualTo(new Demands(true, false, false));
    assertThat(trial(1, 0, false, Visit.FRESH, Storage.MAILDIR, Set.of("UIDPLUS")).demands())
        .isEqualTo(new Demands(false, true, true));
  }

  @Test
  void needsAMessageForEveryMailbox() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial(3001, 0, false, Visit.FRESH, Storage.MAILDIR, Set.of()));
  }

  @Test
  void isMadeOfEveryCombination() {
    var trials =
        new Trials(
            List.of(Mail.SMALL, Mail.TINY),
            0,
            List.of(0, 50),
            List.of(false),
            List.of(1),
            List.of(Visit.FRESH, Visit.UNCHANGED),
            List.of(Storage.MAILDIR),
            List.of(Set.of()));

    assertThat(trials.trials())
        .extracting(Trial::name)
        .containsExactly(
            "small-30000",
            "small-30000-rtt50",
            "small-30000-unchanged",
            "small-30000-rtt50-unchanged",
            "tiny-100000",
            "tiny-100000-rtt50",
            "tiny-100000-unchanged",
            "tiny-100000-rtt50-unchanged");
  }

  @Test
  void standsInASetOnce() {
    for (List<Trial> set : List.of(Trials.quick(), Trials.whole(), Trials.growth())) {
      assertThat(set).extracting(Trial::name).doesNotHaveDuplicates();
    }
  }

  private static Trial trial(
      int mailboxes,
      int roundTripMillis,
      boolean tls,
      Visit visit,
      Storage storage,
      Set<String> without) {
    return new Trial(Mail.SMALL, 3000, roundTripMillis, tls, mailboxes, visit, storage, without);
  }
}
