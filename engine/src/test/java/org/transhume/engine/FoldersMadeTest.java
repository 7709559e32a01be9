package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.SpecialUse;

/** What a pass does to the list of folders: which are made, subscribed to, left where they are. */
class FoldersMadeTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private List<String> subscribedThere() {
    try (MailDestination there = destination.destination()) {
      return there.folders().folders().stream()
          .filter(ListedFolder::subscribed)
          .map(folder -> folder.name().text())
          .toList();
    }
  }

  private static Fault.Refuse refusal() {
    return new Fault.Refuse(
        Problem.NOT_PERMITTED, new EndpointException.Fault(Scope.FOLDER, Retry.NEVER), "Not you");
  }

  @Test
  @Tag("B1")
  void subscribesToWhatIsSubscribedAtTheSource() {
    source.folder("Work").subscribed();
    source.folder("Play");

    transfer.copy();

    assertThat(subscribedThere()).containsExactly("Work");
  }

  @Test
  @Tag("D8")
  void subscribesToEverythingIfAsked() {
    source.folder("Play");

    transfer.with(PassOptions.usual().with(Choice.SUBSCRIBE_ALL)).copy();

    assertThat(subscribedThere()).containsExactlyInAnyOrder("INBOX", "Play");
  }

  @Test
  @Tag("I7")
  void subscribesOnlyOnce() {
    source.folder("Work").subscribed();
    transfer.copy();

    transfer.copy();

    assertThat(destination.counts().commands(Command.SUBSCRIBE)).isEqualTo(1);
  }

  @Test
  @Tag("D9")
  void aPlanNeitherMakesNorSubscribes() {
    source.folder("Work").subscribed();

    transfer.run(PassMode.PLAN);

    assertThat(destination.counts().commands(Command.CREATE)).isZero();
    assertThat(destination.counts().commands(Command.SUBSCRIBE)).isZero();
  }

  @Test
  @Tag("I11")
  void namesASubscriptionThatWasRefused() {
    source.folder("Work").subscribed();
    destination.faults().next(Command.SUBSCRIBE, refusal());

    PassReport report = transfer.copy();

    assertThat(report.leftOut())
        .containsExactly(new FolderLeftOut("Work", "SUBSCRIPTION_REFUSED Not you", 0));
  }

  @Test
  @Tag("I11")
  void countsWhatIsInFoldersThatAreLeftOut() {
    source.folder("All").use(SpecialUse.ALL).in(ListedFolder.Namespace.SHARED);
    source.folder("All").put(Transfer.mail(1));
    source.folder("Parent").selectable(false);

    PassReport report = transfer.copy();

    assertThat(report.leftOut())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.folder()).isEqualTo("All");
              assertThat(left.messages()).isEqualTo(1);
            });
  }

  @Test
  void doesNotSubscribeToAFolderThatCouldNotBeMade() {
    source.folder("Work").subscribed();
    destination.faults().next(Command.CREATE, refusal());

    transfer.copy();

    assertThat(destination.counts().commands(Command.SUBSCRIBE)).isZero();
  }

  @Test
  @Tag("D6")
  void staysWhereAnEarlierPassPutAFolder() {
    source.folder("Sent").put(Transfer.mail(1));
    transfer.copy();
    destination.folder("Gesendet").use(SpecialUse.SENT);

    PassReport report = transfer.copy();

    assertThat(report.total().copied()).isZero();
    assertThat(destination.folder("Gesendet").mail()).isEmpty();
  }
}
