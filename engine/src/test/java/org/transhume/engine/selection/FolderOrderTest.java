package org.transhume.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.UidValidity;

@Tag("B14")
class FolderOrderTest {
  private static ListedFolder folder(String name, Optional<FolderStatus> status) {
    Set<SpecialUse> uses = name.equals("All") ? Set.of(SpecialUse.ALL) : Set.of();
    return new ListedFolder(
        new MailboxName(name, '/'), true, true, uses, Namespace.PERSONAL, status);
  }

  private static List<String> sorted(FolderOrder order, String... names) {
    return Arrays.stream(names)
        .map(name -> folder(name, Optional.empty()))
        .sorted(order.comparator())
        .map(each -> each.name().text())
        .toList();
  }

  @Test
  void putsFirstWhatIsToBeFirstAndLastWhatIsToBeLast() {
    var order = new FolderOrder(List.of("Sent", "No", "B"), List.of("INBOX", "A"));

    assertThat(sorted(order, "INBOX", "A", "All", "B", "C", "Sent"))
        .containsExactly("Sent", "B", "C", "All", "INBOX", "A");
  }

  @Test
  void keepsTheOrderOtherwiseButForAViewOfAllMail() {
    assertThat(sorted(FolderOrder.USUAL, "INBOX", "All", "B", "A"))
        .containsExactly("INBOX", "B", "A", "All");
    assertThat(sorted(new FolderOrder(List.of("All"), List.of()), "INBOX", "All"))
        .containsExactly("All", "INBOX");
  }

  private static Optional<FolderStatus> holding(long messages) {
    return Optional.of(
        new FolderStatus(new UidValidity(1), Optional.empty(), messages, ModSeq.NONE));
  }

  @Test
  @Tag("I11")
  void leavesOutWhatIsKnownToBeEmptyIfThatWasAskedFor() {
    var rules =
        new SelectionRules(
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            true,
            FolderOrder.USUAL);
    var account =
        new FolderList(
            '/',
            "",
            List.of(
                folder("Empty", holding(0)),
                folder("Full", holding(1)),
                folder("Unknown", Optional.empty())));

    Selection selection = Selection.of(account, rules);

    assertThat(selection.taken())
        .extracting(each -> each.name().text())
        .containsExactly("Full", "Unknown");
    assertThat(selection.leftOut())
        .extracting(Selection.LeftOut::rule)
        .containsExactly(LeftOutRule.EMPTY);
    assertThat(Selection.of(account, SelectionRules.everything()).leftOut()).isEmpty();
  }
}
