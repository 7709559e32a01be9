package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/** Every way in which one flag can change on both sides between two passes. */
@Tag("I4")
@Tag("B11")
class FlagMergeTest {
  private static final Flag OTHER = Flag.of("$Other");

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private static Flags set(boolean isSet, Flag flag) {
    return isSet ? Flags.of(flag) : Flags.none();
  }

  private static Mail mail(Flags flags) {
    Mail plain = Transfer.mail(1);
    return new Mail(plain.octets(), flags, plain.internalDate());
  }

  private void atSource(Flags flags) {
    source.folder("INBOX").setFlags(1, flags);
  }

  private void atDestination(Flags flags) {
    destination.folder("INBOX").setFlags(1, flags);
  }

  private Flags there() {
    return destination.folder("INBOX").mail().getFirst().flags();
  }

  static List<Arguments> oneFlag() {
    var all = new ArrayList<Arguments>();
    for (Flag flag : List.of(Flag.SEEN, Flag.FLAGGED, Flag.of("$Work"), Flag.of("NonJunk"))) {
      for (int bits = 0; bits < 16; bits++) {
        boolean sourceBefore = (bits & 8) > 0;
        boolean copyBefore = (bits & 4) > 0;
        boolean sourceNow = (bits & 2) > 0;
        boolean copyNow = (bits & 1) > 0;
        boolean changedAtSource = sourceNow != sourceBefore;
        boolean ownersAlready = copyBefore != sourceBefore || copyNow != copyBefore;
        boolean expected = changedAtSource && !ownersAlready ? sourceNow : copyNow;
        all.add(Arguments.of(flag, sourceBefore, copyBefore, sourceNow, copyNow, expected));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}: source {1} → {3}, destination {2} → {4}: {5}")
  @MethodSource("oneFlag")
  void carriesAChangeOfTheSourceUnlessTheOwnerChangedThatFlag(
      Flag flag,
      boolean sourceBefore,
      boolean copyBefore,
      boolean sourceNow,
      boolean copyNow,
      boolean expected) {
    source.folder("INBOX").put(mail(set(sourceBefore, flag)));
    transfer.copy();
    if (copyBefore != sourceBefore) {
      atDestination(set(copyBefore, flag));
      atSource(set(sourceBefore, flag).plus(Flags.of(OTHER)));
      transfer.copy(); // brings $Other along, and learns what the owner did
      atDestination(set(copyBefore, flag).plus(Flags.of(OTHER)));
    }
    Flags others = copyBefore != sourceBefore ? Flags.of(OTHER) : Flags.none();
    atSource(set(sourceNow, flag).plus(others));
    atDestination(set(copyNow, flag).plus(others));

    transfer.planAndCopy();

    assertThat(there()).isEqualTo(set(expected, flag).plus(others));
    assertThat(transfer.copy().total().flagsCarried()).isZero();
  }

  @ParameterizedTest(name = "source {0} → {1}, destination {2}")
  @MethodSource("marksOfDeletion")
  void neverCarriesMarksOfDeletion(boolean before, boolean now, boolean owner) {
    source.folder("INBOX").put(mail(set(before, Flag.DELETED)));
    transfer.planAndCopy();
    atSource(set(now, Flag.DELETED));
    atDestination(set(owner, Flag.DELETED));

    PassReport report = transfer.planAndCopy();

    assertThat(there()).isEqualTo(set(owner, Flag.DELETED));
    assertThat(report.total().flagsCarried()).isZero();
  }

  static List<Arguments> marksOfDeletion() {
    var all = new ArrayList<Arguments>();
    for (int bits = 0; bits < 8; bits++) {
      all.add(Arguments.of((bits & 4) > 0, (bits & 2) > 0, (bits & 1) > 0));
    }
    return all;
  }

  @Test
  void takesKeywordsThatDifferInCaseForOne() {
    source.folder("INBOX").put(Transfer.mail(1, Flag.of("$Work")));
    transfer.copy();
    atDestination(Flags.of(Flag.of("$WORK")));
    atSource(Flags.of(Flag.of("$work")));

    PassReport unchanged = transfer.copy();
    atSource(Flags.none());
    transfer.copy();

    assertThat(unchanged.total().flagsCarried()).isZero();
    assertThat(there()).isEqualTo(Flags.none());
  }

  @Test
  @Tag("I5")
  void namesTheFlagsThatTheDestinationDoesNotHoldWithTheNumberOfMessages() {
    destination.behaviour().keeps(Flag::isSystem);
    source.folder("INBOX").put(Transfer.mail(1, Flag.SEEN, Flag.of("$Work")));
    source.folder("INBOX").put(Transfer.mail(2, Flag.of("$Work"), Flag.of("NonJunk")));
    source.folder("INBOX").put(Transfer.mail(3));

    PassReport report = transfer.planAndCopy();

    assertThat(report.flagsNotKept()).hasToString("{$Work=2, NonJunk=1}");
    assertThat(transfer.copy().flagsNotKept()).isEqualTo(report.flagsNotKept());
  }

  @Test
  @Tag("I5")
  void namesAKeywordThatCameLaterAndTheDestinationDoesNotHold() {
    destination.behaviour().keeps(Flag::isSystem);
    source.folder("INBOX").put(Transfer.mail(1));
    transfer.copy();
    atSource(Flags.of(Flag.SEEN, Flag.of("$Work")));

    PassReport report = transfer.planAndCopy();

    assertThat(there()).isEqualTo(Flags.of(Flag.SEEN));
    assertThat(report.flagsNotKept()).hasToString("{$Work=1}");
    assertThat(report.folders().getFirst().exceptions())
        .singleElement()
        .satisfies(each -> assertThat(each.words()).isEqualTo("$Work"));
  }

  @Test
  @Tag("I5")
  void namesAKeywordNoLongerWhenTheSourceTookItAway() {
    destination.behaviour().keeps(Flag::isSystem);
    source.folder("INBOX").put(Transfer.mail(1, Flag.of("$Work")));
    transfer.copy();
    atSource(Flags.none());

    PassReport report = transfer.copy();

    assertThat(report.flagsNotKept()).isEmpty();
    assertThat(report.folders().getFirst().exceptions()).isEmpty();
  }

  @Test
  @Tag("I5")
  void namesAKeywordThatIsRefusedAlthoughItIsSaidToBeKept() {
    destination.behaviour().refuses(flag -> flag.name().equals("NIL"));
    source.folder("INBOX").put(Transfer.mail(1, Flag.of("NIL"), Flag.of("$Work")));
    source.folder("INBOX").put(Transfer.mail(2));
    transfer.copy();
    source.folder("INBOX").setFlags(2, Flags.of(Flag.of("NIL")));

    PassReport report = transfer.copy();

    assertThat(report.flagsNotKept()).hasToString("{NIL=2}");
    assertThat(report.total().flagsCarried()).isZero();
  }

  @Test
  @Tag("I4")
  void doesNotNameWhatTheOwnerTookAway() {
    source.folder("INBOX").put(Transfer.mail(1, Flag.of("$Work")));
    transfer.copy();
    atDestination(Flags.none());
    atSource(Flags.of(Flag.of("$Work"), Flag.SEEN));

    PassReport report = transfer.copy();

    assertThat(report.flagsNotKept()).isEmpty();
    assertThat(there()).isEqualTo(Flags.of(Flag.SEEN));
  }
}
