package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.foldermap.Into;
import org.transhume.engine.foldermap.NameChange;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.SpecialUse;

class FolderNamingTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  @Test
  @Tag("B1")
  void keepsNamesThatDifferInCaseWhereTheDestinationDoes() {
    fillLookalikes();

    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I2")
  void keepsFoldersApartThatTheDestinationWouldTakeForOne() {
    fillLookalikes();
    destination.behaviour().namesIgnoreCase();

    PassReport report = transfer.copy();

    Map<String, List<Mail>> apart =
        Map.of(
            "INBOX", List.of(),
            "ARCHIVE", List.of(Transfer.mail(2)),
            "archive (2)", List.of(Transfer.mail(1)));
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.mail()).isEqualTo(apart);
    assertThat(report.renamed())
        .extracting(each -> each.destination().text() + " " + each.changes())
        .containsExactly("archive (2) " + List.of(NameChange.CLASH));
    assertThat(transfer.copy().total().copied()).isZero();
    assertThat(destination.mail()).isEqualTo(apart);
  }

  @Test
  @Tag("I2")
  void refusesToCopyAFolderToASecondPlace() {
    source.folder("Work").put(Transfer.mail(1));
    source.folder("Work/Plans").put(Transfer.mail(2));
    transfer.copy();
    var elsewhere = new FolderMapRules(true, Map.of("Work", "Office"), false);

    transfer.with(PassOptions.usual().withFolders(SelectionRules.everything(), elsewhere));

    assertThatThrownBy(transfer::copy)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.MAPPED_ELSEWHERE);
              assertThat(e.attempted())
                  .isEqualTo(
                      "Work is in Work, and would go to Office;"
                          + " Work/Plans is in Work/Plans, and would go to Office/Plans");
            });
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void staysWhereItWasAskedToGoAndTheServerTookAnotherName() {
    source.folder("Work/v1.2").put(Transfer.mail(1));
    destination.behaviour().refusesName(name -> name.contains("."));
    var office = new FolderMapRules(true, Map.of("Work", "Office"), false);
    transfer.with(PassOptions.usual().withFolders(SelectionRules.everything(), office)).copy();

    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("Office/v1_2").mail()).containsExactly(Transfer.mail(1));
  }

  @Test
  @Tag("I2")
  void refusesToPutBelowOneFolderWhatWasCopiedAlready() {
    source.folder("Work").put(Transfer.mail(1));
    transfer.copy();
    var below =
        new FolderMapRules(
            false,
            Map.of(),
            Optional.of(new Into.Folder("historical")),
            Optional.empty(),
            List.of(),
            false);
    transfer.with(PassOptions.usual().withFolders(SelectionRules.everything(), below));

    assertThatThrownBy(transfer::copy).hasMessageContaining("MAPPED_ELSEWHERE");
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void staysInAFolderBesideOneThatAppearedSince() {
    source.folder("Gesendet").put(Transfer.mail(1));
    transfer.copy();
    destination.folder("Sent").use(SpecialUse.SENT);
    source.folder("Gesendet").put(Transfer.mail(2));

    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.PASS);

    assertThat(destination.folder("Gesendet").mail())
        .containsExactly(Transfer.mail(1), Transfer.mail(2));
  }

  @Test
  void usesPlainerNamesUntilOneIsTaken() {
    source.folder("INBOX/v1.2: final ").put(Transfer.mail(1));
    destination
        .behaviour()
        .refusesName(name -> name.startsWith("INBOX/") || name.matches(".*[.:].*|.* "));

    assertThat(transfer.copy().verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.mail())
        .isEqualTo(Map.of("INBOX", List.of(), "INBOX_v1_2_ final", List.of(Transfer.mail(1))));
  }

  @Test
  void reportsAFolderWhoseEveryNameIsRefused() {
    source.folder("Files").put(Transfer.mail(1));
    source.folder("INBOX").put(Transfer.mail(2));
    destination.behaviour().refusesName(name -> name.contains("Files"));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(destination.mail()).isEqualTo(Map.of("INBOX", List.of(Transfer.mail(2))));
  }

  private void fillLookalikes() {
    source.folder("archive").put(Transfer.mail(1));
    source.folder("ARCHIVE").put(Transfer.mail(2));
  }
}
