package org.transhume.engine.foldermap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.engine.foldermap.Accounts.account;
import static org.transhume.engine.foldermap.Accounts.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;

class FolderMapperTest {
  private static final FolderMapRules PLAIN = new FolderMapRules(false, Map.of(), false);

  @Test
  @Tag("B1")
  void replicatesTheTree() {
    FolderList source = account("INBOX", "Work/2026", "Work", "INBOX/Sub", "Äpfel & Birnen");
    FolderList destination = account("INBOX", "Work");

    assertThat(table(map(source, destination, PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX/Sub -> INBOX/Sub SAME_NAME new",
            "Work -> Work SAME_NAME",
            "Work/2026 -> Work/2026 SAME_NAME new",
            "Äpfel & Birnen -> Äpfel & Birnen SAME_NAME new");
  }

  @Test
  void writesNamesInTheDestinationsWay() {
    FolderList dots = account('.', "INBOX.", "INBOX", "INBOX.Work", "INBOX.Work.a/b", "INBOX.x");
    FolderList slashes = account("INBOX", "Work/v1.2", "INBOX/Sub", "Work");

    assertThat(table(map(dots, account("INBOX"), PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX.Work -> Work SAME_NAME new",
            "INBOX.Work.a/b -> Work/a_b SAME_NAME [SEPARATOR_IN_LEVEL] new",
            "INBOX.x -> x SAME_NAME new");
    assertThat(table(map(slashes, account('.', "INBOX.", "INBOX"), PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX/Sub -> INBOX.Sub SAME_NAME new",
            "Work -> INBOX.Work SAME_NAME new",
            "Work/v1.2 -> INBOX.Work.v1_2 SAME_NAME [SEPARATOR_IN_LEVEL] new");
    assertThat(table(map(dots, dots, PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX.Work -> INBOX.Work SAME_NAME",
            "INBOX.Work.a/b -> INBOX.Work.a/b SAME_NAME",
            "INBOX.x -> INBOX.x SAME_NAME");
  }

  @Test
  void keepsAFolderInsideInboxApartFromOneAtTheTopThatWouldBeTheSame() {
    FolderList source = account("INBOX", "INBOX/Sub", "Sub", "Sub/x");

    assertThat(table(map(source, account('.', "INBOX.", "INBOX"), PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX/Sub -> INBOX.Sub (2) SAME_NAME [CLASH] new",
            "Sub -> INBOX.Sub SAME_NAME new",
            "Sub/x -> INBOX.Sub.x SAME_NAME new");
  }

  @Test
  void neverLetsAnotherFolderIntoInbox() {
    FolderList source =
        account('.', "INBOX.", "INBOX.inbox", "INBOX.INBOX.deep", "INBOX.Work", "INBOX");

    assertThat(table(map(source, account("INBOX"), PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX.INBOX.deep -> INBOX/INBOX/deep SAME_NAME new",
            "INBOX.inbox -> INBOX/inbox SAME_NAME new",
            "INBOX.Work -> Work SAME_NAME new");
  }

  @Test
  void flattensTheTreeWhereTheDestinationKnowsNoLevels() {
    FolderList source = account("INBOX", "INBOX/Sub", "Work", "Work/2026", "Work_2026");
    FolderList flat = account(MailboxName.NO_SEPARATOR, "", "INBOX");

    assertThat(table(map(source, flat, PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX/Sub -> INBOX_Sub SAME_NAME [FLATTENED] new",
            "Work -> Work SAME_NAME new",
            "Work/2026 -> Work_2026 (2) SAME_NAME [FLATTENED, CLASH] new",
            "Work_2026 -> Work_2026 SAME_NAME new");
  }

  @Test
  @Tag("D6")
  void mapsSpecialFoldersToTheDestinationsOwnBySpecialUse() {
    FolderList source =
        account("INBOX", "Gesendet \\Sent", "Gesendet/2025", "Entw \\Drafts", "Müll \\Trash");
    FolderList destination = account("INBOX", "Sent \\Sent", "Drafts \\Drafts", "Sent/x");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Entw -> Drafts SPECIAL_USE \\Drafts",
            "Gesendet -> Sent SPECIAL_USE \\Sent",
            "Gesendet/2025 -> Sent/2025 PARENT new",
            "Müll -> Müll SAME_NAME \\Trash new");
    assertThat(table(map(source, destination, PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Entw -> Entw SAME_NAME new",
            "Gesendet -> Gesendet SAME_NAME new",
            "Gesendet/2025 -> Gesendet/2025 SAME_NAME new",
            "Müll -> Müll SAME_NAME \\Trash new");
  }

  @Test
  @Tag("D6")
  void mapsSpecialFoldersByKnownNamesWhereNobodyTellsTheirUse() {
    FolderList source =
        account(
            "INBOX",
            "E\u0301le\u0301ments envoye\u0301s",
            "CORBEILLE",
            "Brouillons",
            "Spam",
            "Work/Sent");
    FolderList destination =
        account('.', "INBOX.", "INBOX", "INBOX.Sent \\Sent", "INBOX.Trash", "INBOX.Junk E-mail");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Brouillons -> INBOX.Brouillons SAME_NAME \\Drafts new",
            "CORBEILLE -> INBOX.Trash KNOWN_NAME \\Trash",
            "E\u0301le\u0301ments envoye\u0301s -> INBOX.Sent KNOWN_NAME \\Sent",
            "Spam -> INBOX.Junk E-mail KNOWN_NAME \\Junk",
            "Work/Sent -> INBOX.Work.Sent SAME_NAME new");
  }

  @Test
  @Tag("D6")
  void mapsOneFolderForEachUseAndLeavesTheOthersApart() {
    FolderList source =
        account("INBOX", "Sent", "Sent Items", "Sent Messages \\Sent", "INBOX/Trash", "Trash");
    FolderList destination = account("INBOX", "Sent \\Sent", "Deleted Items \\Trash");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX/Trash -> INBOX/Trash SAME_NAME new",
            "Sent -> Sent (2) SAME_NAME [CLASH] new",
            "Sent Items -> Sent Items SAME_NAME new",
            "Sent Messages -> Sent SPECIAL_USE \\Sent",
            "Trash -> Deleted Items KNOWN_NAME \\Trash");
  }

  @Test
  @Tag("D6")
  void prefersTheMoreUsualOfSeveralKnownNames() {
    FolderList source = account("INBOX", "Deleted", "Bin", "Trash", "Papierkorb");
    FolderList destination = account("INBOX", "Müll \\Trash");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Bin -> Bin SAME_NAME new",
            "Deleted -> Deleted SAME_NAME new",
            "Papierkorb -> Papierkorb SAME_NAME new",
            "Trash -> Müll KNOWN_NAME \\Trash");
  }

  @Test
  @Tag("D6")
  void takesGmailApart() {
    FolderList source =
        account(
            "INBOX",
            "[Gmail] \\Noselect",
            "[Gmail]/Sent Mail \\Sent",
            "[Gmail]/All Mail \\All",
            "[Gmail]/Bin",
            "[Gmail]/Own",
            "Label");
    FolderList destination = account("INBOX", "Sent \\Sent", "Archive \\Archive", "Trash \\Trash");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Label -> Label SAME_NAME new",
            "[Gmail]/All Mail -> Archive SPECIAL_USE \\Archive",
            "[Gmail]/Bin -> Trash KNOWN_NAME \\Trash",
            "[Gmail]/Own -> [Gmail]/Own SAME_NAME new",
            "[Gmail]/Sent Mail -> Sent SPECIAL_USE \\Sent");
  }

  @Test
  void letsAPersonDecideFirst() {
    FolderList source = account("INBOX", "A", "A/x", "A/y", "Sent \\Sent", "B");
    FolderList destination = account("INBOX", "Sent \\Sent");
    var rules =
        new FolderMapRules(
            true, Map.of("A", "Old/A", "A/y", "Elsewhere", "Sent", "Mine", "B", "Sent"), true);

    assertThat(table(map(source, destination, rules)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "A -> Old/A PAIR new",
            "A/x -> Old/A/x PARENT new",
            "A/y -> Elsewhere PAIR new",
            "B -> Sent PAIR \\Sent",
            "Sent -> Mine PAIR new");
  }

  private static FolderMapRules into(String folder) {
    return into(new Into.Folder(folder));
  }

  private static FolderMapRules into(Into folder) {
    return new FolderMapRules(
        true, Map.of(), Optional.of(folder), Optional.empty(), List.of(), false);
  }

  private static FolderMapRules outOf(String folder) {
    return new FolderMapRules(
        true, Map.of(), Optional.empty(), Optional.of(folder), List.of(), false);
  }

  private static FolderMapRules renaming(Rename... renames) {
    return new FolderMapRules(
        true, Map.of(), Optional.empty(), Optional.empty(), List.of(renames), false);
  }

  private static FolderList below(FolderList account, String folder) {
    return new FolderList(
        account.separator(),
        account.prefix(),
        account.folders().stream().filter(each -> each.name().text().startsWith(folder)).toList());
  }

  @Test
  @Tag("C3")
  void putsHistoricalDataWhereItBelongsInAnySeparator() {
    FolderList source = account("INBOX", "Work/2026");
    Into historical = new Into.Historical("year 2017/18");

    assertThat(table(map(source, account('.', "INBOX.", "INBOX"), into(historical))))
        .containsExactly(
            "INBOX -> INBOX.historical_data.year 2017/18.INBOX INTO new",
            "Work/2026 -> INBOX.historical_data.year 2017/18.Work.2026 INTO new");
    assertThat(table(map(source, account("INBOX"), into(historical))))
        .containsExactly(
            "INBOX -> INBOX/historical_data/year 2017_18/INBOX INTO new",
            "Work/2026 -> INBOX/historical_data/year 2017_18/Work/2026 INTO new");
    assertThat(table(map(source, account(MailboxName.NO_SEPARATOR, "", "INBOX"), into(historical))))
        .contains("INBOX -> INBOX_historical_data_year 2017/18_INBOX INTO new");
  }

  @ParameterizedTest
  @Tag("C3")
  @ValueSource(strings = {"Drafts", "trash", " SPAM ", "Chat", "quarantine", "Archive", "", " "})
  void refusesReservedNamesForHistoricalData(String name) {
    assertThatThrownBy(() -> new Into.Historical(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void blamesAMereParentWhenNoNameBelowItIsGood() {
    FolderList source = account("INBOX", "a*b/x", "c/y");
    Set<MailboxName> refused = names("a*b/x", "a*b/_x", "c/y");

    assertThat(table(without(refused, source, account("INBOX"))))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "a*b/x -> a_b/x SAME_NAME [REFUSED] new",
            "c/y -> c/_y SAME_NAME [REFUSED] new");
    assertThat(table(without(names("a*b/x", "a*b/_x"), source, account("INBOX", "a*b"))))
        .as("a parent that is there was not refused")
        .contains("a*b/x -> a*b/x SAME_NAME [REFUSED] new");
  }

  @Test
  void triesAPlainerNameWhereNumbersDoNotHelp() {
    FolderList source = account("INBOX", "\u00e9", "e\u0301");

    assertThat(without(names("e\u0301"), source, account("INBOX")).names().get(nameOf("e\u0301")))
        .isEqualTo(nameOf("e\u0301 (2)"));
    assertThat(
            without(names("e\u0301", "e\u0301 (2)", "e\u0301 (3)"), source, account("INBOX"))
                .names()
                .get(nameOf("e\u0301")))
        .isEqualTo(nameOf("\u00e9 (2)"));
  }

  private static MailboxName nameOf(String text) {
    return new MailboxName(text, '/');
  }

  @Test
  @Tag("D10")
  void takesWhatIsBelowAFolderOut() {
    FolderList source = account("INBOX", "Work", "Old", "Old/Work", "Old/Work/x", "Older");

    assertThat(table(map(below(source, "Old/"), account("INBOX"), outOf("Old"))))
        .containsExactly("Old/Work -> Work SAME_NAME new", "Old/Work/x -> Work/x SAME_NAME new");
    assertThat(
            new FolderMapper(outOf("Old"), source, account('.', "INBOX.", "INBOX"))
                .map(below(source, "Old").folders().subList(0, 3))
                .names())
        .containsOnlyKeys(name("Old"), name("Old/Work"), name("Old/Work/x"))
        .containsEntry(name("Old"), new MailboxName("INBOX", '.'))
        .containsEntry(name("Old/Work/x"), new MailboxName("INBOX.Work.x", '.'));
  }

  @Test
  @Tag("D10")
  void findsTheInboxAgainThatWasPutBelowAFolder() {
    FolderList source = account("INBOX", "Old", "Old/INBOX", "Old/INBOX/Old", "Old/Work");
    List<ListedFolder> taken = source.folders().subList(1, 5);

    assertThat(new FolderMapper(outOf("Old"), source, account("INBOX")).map(taken).names())
        .containsEntry(name("Old/INBOX"), name("INBOX"))
        .containsEntry(name("Old/INBOX/Old"), name("INBOX/Old"))
        .containsEntry(name("Old"), name("INBOX/Old (2)"))
        .containsEntry(name("Old/Work"), name("Work"));
  }

  @Test
  @Tag("D10")
  void mapsNoFolderThatIsOutsideTheOneThatIsTheTop() {
    FolderList source = account("INBOX", "Work", "Old", "Old/Work");

    assertThatThrownBy(() -> map(source, account("INBOX"), outOf("Old")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INBOX is not below Old");
  }

  @Test
  @Tag("D10")
  @Tag("C3")
  void putsAllBelowOneFolder() {
    FolderList source = account("INBOX", "INBOX/Sub", "Sent \\Sent", "Work", "Work/2026");
    FolderList destination = account('.', "INBOX.", "INBOX", "INBOX.Sent \\Sent");

    assertThat(table(map(source, destination, into("INBOX.historical_data.john"))))
        .containsExactly(
            "INBOX -> INBOX.historical_data.john.INBOX INTO new",
            "INBOX/Sub -> INBOX.historical_data.john.INBOX.Sub INTO new",
            "Sent -> INBOX.historical_data.john.Sent INTO new",
            "Work -> INBOX.historical_data.john.Work INTO new",
            "Work/2026 -> INBOX.historical_data.john.Work.2026 INTO new");
    assertThat(map(source, destination, into("Old")).mappings())
        .extracting(each -> each.destination().text())
        .contains("INBOX.Old.INBOX", "INBOX.Old.Work.2026");
    assertThat(map(source, account("INBOX"), into("INBOX")).mappings())
        .extracting(each -> each.destination().text())
        .containsExactly(
            "INBOX/INBOX", "INBOX/INBOX/Sub", "INBOX/Sent", "INBOX/Work", "INBOX/Work/2026");
  }

  @Test
  @Tag("D10")
  void putsAllBesideOneFolderWhereThereAreNoLevels() {
    FolderList source = account("INBOX", "Work/2026");

    assertThat(table(map(source, account(MailboxName.NO_SEPARATOR, "", "INBOX"), into("Old"))))
        .containsExactly(
            "INBOX -> Old_INBOX INTO new", "Work/2026 -> Old_Work_2026 INTO [FLATTENED] new");
  }

  @Test
  void renamesAndTakesChildrenAlong() {
    FolderList source = account("INBOX", "Old", "Old/a", "Lists.x/y", "Sent \\Sent", "Clients/Bob");
    FolderList destination = account('.', "INBOX.", "INBOX", "INBOX.Sent \\Sent");

    assertThat(
            table(
                map(
                    source,
                    destination,
                    renaming(
                        new Rename("^INBOX\\.Old$", "INBOX.Archive"),
                        new Rename("Clients\\.(\\w+)", "Customers.$1.Mail"),
                        new Rename("Sent", "Posted"),
                        new Rename("_x", "-x")))))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Clients/Bob -> INBOX.Customers.Bob.Mail RENAMED new",
            "Lists.x/y -> INBOX.Lists-x.y RENAMED [SEPARATOR_IN_LEVEL] new",
            "Old -> INBOX.Archive RENAMED new",
            "Old/a -> INBOX.Archive.a PARENT new",
            "Sent -> INBOX.Posted RENAMED new");
  }

  @Test
  void keepsFoldersApartThatARenameMakesOne() {
    FolderList source = account("INBOX", "a1", "a2");

    assertThat(table(map(source, account("INBOX"), renaming(new Rename("\\d", "")))))
        .containsExactly(
            "INBOX -> INBOX INBOX", "a1 -> a RENAMED new", "a2 -> a (2) RENAMED [CLASH] new");
  }

  @Test
  void renamesInboxOnlyByItsWholeName() {
    FolderList source = account("INBOX", "Work");

    assertThat(table(map(source, account("INBOX"), renaming(new Rename("^INBOX$", "Old inbox")))))
        .containsExactly("INBOX -> Old inbox RENAMED new", "Work -> Work SAME_NAME new");
  }

  @Test
  void takesAPairForInboxInAnyCase() {
    FolderList source = account("INBOX", "INBOX/x", "Work");
    var rules = new FolderMapRules(false, Map.of("inbox", "Old", "Work", "Inbox"), true);

    assertThat(table(map(source, account("INBOX"), rules)))
        .containsExactly(
            "INBOX -> Old PAIR new", "INBOX/x -> Old/x PARENT new", "Work -> INBOX PAIR");
  }

  @Test
  void movesChildrenWithAMereParentThatAPersonNamed() {
    FolderList source = account("INBOX", "Lists \\Noselect", "Lists/a", "Lists/b/c");
    var rules = new FolderMapRules(false, Map.of("Lists", "Archive/Lists"), true);

    assertThat(table(map(source, account("INBOX"), rules)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Lists/a -> Archive/Lists/a PARENT new",
            "Lists/b/c -> Archive/Lists/b/c PARENT new");
  }

  @Test
  void refusesTwoPairsIntoOneFolder() {
    assertThatThrownBy(() -> new FolderMapRules(true, Map.of("A", "X", "B", "X"), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{A=X, B=X}");
  }

  @Test
  void neverMergesTwoFoldersThatMayBeOneAtTheDestination() {
    FolderList source =
        account("INBOX", "work", "Work", "WORK", "Work/a", "work/a", "caf\u00e9", "cafe\u0301");
    var careful = new FolderMapRules(false, Map.of(), true);

    assertThat(table(map(source, account("INBOX"), careful)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "WORK -> WORK SAME_NAME new",
            "Work -> Work (2) SAME_NAME [CLASH] new",
            "Work/a -> Work (2)/a SAME_NAME [CLASH] new",
            "cafe\u0301 -> cafe\u0301 SAME_NAME new",
            "caf\u00e9 -> caf\u00e9 (2) SAME_NAME [CLASH] new",
            "work -> work (3) SAME_NAME [CLASH] new",
            "work/a -> work (3)/a SAME_NAME [CLASH] new");
  }

  @Test
  void keepsNamesThatLookTheSameUntilTheDestinationTakesThemForOne() {
    FolderList source =
        account("INBOX", "WORK", "Work", "work/a", "WORK/a", "caf\u00e9", "cafe\u0301", "Other");
    FolderMap map = map(source, account("INBOX"), PLAIN);

    assertThat(map.mappings()).allMatch(each -> each.destination().equals(each.source().name()));
    assertThat(map.lookalikes())
        .extracting(each -> each.destination().text())
        .containsExactly("WORK", "WORK/a", "Work", "cafe\u0301", "caf\u00e9", "work/a");
    assertThat(
            table(
                new FolderMapper(PLAIN, source, account("INBOX"))
                    .without(names("WORK", "work/a", "caf\u00e9"))
                    .map(source.folders())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Other -> Other SAME_NAME new",
            "WORK -> WORK (2) SAME_NAME [CLASH] new",
            "WORK/a -> WORK (2)/a SAME_NAME [CLASH] new",
            "Work -> Work SAME_NAME new",
            "cafe\u0301 -> cafe\u0301 SAME_NAME new",
            "caf\u00e9 -> caf\u00e9 (2) SAME_NAME [CLASH] new",
            "work/a -> work/_a SAME_NAME [REFUSED] new");
  }

  @Test
  void countsAFolderThatStandsThereAmongTheLookalikes() {
    FolderList source = account("Work", "work", "WORK", "Else");

    FolderMap map = map(source, account("INBOX", "work"), PLAIN);

    assertThat(map.lookalikes())
        .extracting(each -> each.destination().text())
        .containsExactly("WORK", "Work");
  }

  @Test
  void keepsCaseWhereTheDestinationShowsThatItDoes() {
    FolderList source = account("INBOX", "Work", "work");
    var careful = new FolderMapRules(false, Map.of(), true);

    assertThat(table(map(source, account("INBOX", "Old", "old"), careful)))
        .containsExactly(
            "INBOX -> INBOX INBOX", "Work -> Work SAME_NAME new", "work -> work SAME_NAME new");
  }

  @Test
  void findsAFolderThatTheDestinationSpellsOtherwise() {
    FolderList source = account("INBOX", "Work", "caf\u00e9", "Same");
    FolderList destination = account("INBOX", "WORK", "cafe\u0301", "same", "Other");

    assertThat(table(map(source, destination, new FolderMapRules(false, Map.of(), true))))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Same -> same SAME_NAME",
            "Work -> WORK SAME_NAME",
            "caf\u00e9 -> cafe\u0301 SAME_NAME");
    assertThat(table(map(source, destination, PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "Same -> Same SAME_NAME new",
            "Work -> Work SAME_NAME new",
            "caf\u00e9 -> cafe\u0301 SAME_NAME");
  }

  @Test
  void prefersTheVeryNameThatStandsThere() {
    FolderList source = account("cafe\u0301", "caf\u00e9", "WORK", "work");
    FolderList destination = account("INBOX", "caf\u00e9", "work");

    assertThat(table(map(source, destination, new FolderMapRules(false, Map.of(), true))))
        .containsExactly(
            "WORK -> WORK (2) SAME_NAME [CLASH] new",
            "cafe\u0301 -> cafe\u0301 (2) SAME_NAME [CLASH] new",
            "caf\u00e9 -> caf\u00e9 SAME_NAME",
            "work -> work SAME_NAME");
  }

  @Test
  void givesANumberThatNoOtherFolderHasByName() {
    FolderList source = account("INBOX", "A", "a", "a (2)");

    assertThat(table(map(source, account("INBOX"), new FolderMapRules(false, Map.of(), true))))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "A -> A SAME_NAME new",
            "a -> a (3) SAME_NAME [CLASH] new",
            "a (2) -> a (2) SAME_NAME new");
  }

  @Test
  void leavesNamesAsTheyAreThatSomeServerHolds() {
    String longLevel = "x".repeat(300);
    String[] names = {
      " lead", "trail ", "e\u0301", "a%b*c", "~x", "&AOk-", longLevel, "v1.2", "a  b"
    };

    assertThat(map(account(names), account("INBOX"), PLAIN).mappings())
        .hasSize(names.length)
        .allMatch(each -> each.destination().equals(each.source().name()))
        .allMatch(each -> each.changes().isEmpty());
  }

  @Test
  void makesNamesFitThatNoServerHolds() {
    FolderList source =
        account("INBOX", "a\tb\u0007", "A//B", "A/..", ".", "bad\ud800", "line\u2028", "x\uffff");

    assertThat(table(map(source, account("INBOX"), PLAIN)))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            ". -> _ SAME_NAME [EMPTY_LEVEL] new",
            "A//B -> A/_/B SAME_NAME [EMPTY_LEVEL] new",
            "A/.. -> A/__ SAME_NAME [EMPTY_LEVEL] new",
            "a\tb\u0007 -> a_b_ SAME_NAME [CONTROL_CHARACTER] new",
            "bad\ud800 -> bad_ SAME_NAME [CONTROL_CHARACTER] new",
            "line\u2028 -> line_ SAME_NAME [CONTROL_CHARACTER] new",
            "x\uffff -> x_ SAME_NAME [CONTROL_CHARACTER] new");
  }

  @Test
  void leavesANameAloneThatTheDestinationHasAsItStands() {
    assertThat(table(map(account("..", ".x"), account("INBOX", "..", ".x"), PLAIN)))
        .containsExactly(".. -> .. SAME_NAME", ".x -> .x SAME_NAME");
    assertThat(table(map(account(".x"), account('.', "", "INBOX", ".x"), PLAIN)))
        .containsExactly(".x -> _x SAME_NAME [SEPARATOR_IN_LEVEL] new");
  }

  @Test
  void tidiesNamesThatTheDestinationRefused() {
    String longLevel = "\u00e9".repeat(128);
    FolderList source = account("INBOX", " lead", "trail ", "e\u0301", "\u00a0 ", longLevel);
    Set<MailboxName> refused = names(" lead", "trail ", "e\u0301", "\u00a0 ", longLevel);

    assertThat(table(without(refused, source, account("INBOX"))))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            " lead -> lead SAME_NAME [REFUSED, OUTER_SPACE] new",
            "e\u0301 -> \u00e9 SAME_NAME [REFUSED, COMPOSED] new",
            "trail  -> trail SAME_NAME [REFUSED, OUTER_SPACE] new",
            "\u00a0  -> _ SAME_NAME [EMPTY_LEVEL, REFUSED, OUTER_SPACE] new",
            longLevel
                + " -> "
                + "\u00e9".repeat(123)
                + "_e42dd264 SAME_NAME [REFUSED, TOO_LONG] new");
  }

  @Test
  void usesPlainerNamesWhereTheDestinationRefused() {
    FolderList source =
        account("INBOX", "a.b", "Files", "INBOX/Sub", "Chat/x", "c%d", "y".repeat(70));
    Set<MailboxName> refused =
        names("a.b", "Files", "INBOX/Sub", "INBOX/_Sub", "Chat", "c%d", "c_d", "y".repeat(70));

    assertThat(table(without(refused, source, account("INBOX"))))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX/Sub -> INBOX_Sub SAME_NAME [REFUSED] new",
            "Chat/x -> _Chat/x SAME_NAME [REFUSED] new",
            "Files -> _Files SAME_NAME [REFUSED] new",
            "a.b -> a_b SAME_NAME [REFUSED] new",
            "c%d -> _c_d SAME_NAME [REFUSED] new",
            "y".repeat(70) + " -> " + "y".repeat(51) + "_a76b8d19 SAME_NAME [REFUSED] new");
  }

  @Test
  void triesTheNameAgainWhenAllPlainerOnesWereRefusedToo() {
    FolderList source = account("Files");

    assertThat(table(without(names("Files", "_Files"), source, account("INBOX"))))
        .containsExactly("Files -> Files SAME_NAME [REFUSED] new");
  }

  @Test
  void numbersAPlainerNameThatIsGivenAway() {
    FolderList source = account("a.b", "a_b", "A_B");

    assertThat(table(without(names("a.b"), source, account("INBOX"))))
        .containsExactly(
            "A_B -> A_B SAME_NAME new",
            "a.b -> a_b (2) SAME_NAME [REFUSED, CLASH] new",
            "a_b -> a_b SAME_NAME new");
  }

  @Test
  void passesOverNumbersThatWereRefused() {
    FolderList source = account("A", "a");

    assertThat(table(without(names("a", "a (2)"), source, account("INBOX"))))
        .containsExactly("A -> A SAME_NAME new", "a -> a (3) SAME_NAME [CLASH] new");
  }

  @Test
  void doesNotRefuseWhatStandsThere() {
    assertThat(table(without(names("Files"), account("Files"), account("INBOX", "Files"))))
        .containsExactly("Files -> Files SAME_NAME");
  }

  @Test
  void keepsOtherPeoplesFoldersApart() {
    FolderList source = account('.', "INBOX.", "INBOX", "INBOX.shared.x", "shared.x \\Shared");

    assertThat(table(map(source, account("INBOX"), FolderMapRules.usual())))
        .containsExactly(
            "INBOX -> INBOX INBOX",
            "INBOX.shared.x -> shared/x SAME_NAME new",
            "shared.x -> shared (2)/x SAME_NAME [CLASH] new");
  }

  @Test
  void createsMereParentsOnlyWithTheirChildren() {
    FolderList source = account("INBOX", "Empty \\Noselect", "P \\Noselect", "P/c");

    assertThat(map(source, account("INBOX", "P/c \\Noselect"), PLAIN).toCreate())
        .extracting(each -> each.destination().text())
        .containsExactly("P/c");
  }

  @Test
  void staysTheSameWhenFoldersAreAdded() {
    FolderList source = account("INBOX", "work", "mail/a", "Mail/b", "Gesendet");
    var careful = new FolderMapRules(true, Map.of(), true);
    FolderMap first = map(source, account("INBOX"), careful);
    FolderList grown =
        account(
            "INBOX",
            "Work",
            "work",
            "mail/a",
            "Mail/b",
            "mail/new",
            "Mail/a",
            "Gesendet",
            "Sent \\Sent");
    FolderList destination =
        account("INBOX", "work", "Mail/b", "mail (2)/a", "Gesendet", "Sent \\Sent");

    FolderMap second =
        new FolderMapper(careful, grown, destination).before(first.names()).map(grown.folders());

    assertThat(second.names()).containsAllEntriesOf(first.names());
    assertThat(table(second))
        .containsExactly(
            "INBOX -> INBOX BEFORE",
            "Gesendet -> Gesendet BEFORE",
            "Mail/a -> Mail/a PARENT new",
            "Mail/b -> Mail/b BEFORE",
            "Sent -> Sent SPECIAL_USE \\Sent",
            "Work -> Work (2) SAME_NAME [CLASH] new",
            "mail/a -> mail (2)/a BEFORE",
            "mail/new -> mail (2)/new PARENT new",
            "work -> work BEFORE");
  }

  @Test
  void tellsWhatTheRulesWouldNowDoWithAFolderOfAnEarlierPass() {
    FolderList source = account("INBOX", "Gesendet \\Sent", "Work", "New");
    FolderList destination = account("INBOX", "Sent \\Sent", "Gesendet", "Work");
    Map<MailboxName, MailboxName> before =
        Map.of(
            name("Gesendet"),
            name("Gesendet"),
            name("Work"),
            name("Work"),
            name("Gone"),
            name("X"));

    FolderMap map =
        new FolderMapper(FolderMapRules.usual(), source, destination)
            .before(before)
            .map(source.folders());

    assertThat(map.find(name("Gesendet")).orElseThrow().wouldNowBe()).contains(name("Sent"));
    assertThat(map.find(name("Gesendet")).orElseThrow().destination()).isEqualTo(name("Gesendet"));
    assertThat(map.find(name("Work")).orElseThrow().wouldNowBe()).isEmpty();
    assertThat(map.find(name("New")).orElseThrow().wouldNowBe()).isEmpty();
    assertThat(map.find(name("Gone"))).isEmpty();
  }

  @Test
  void keepsEverybodyOutOfInboxWhenItIsNotTaken() {
    FolderList source = account(" INBOX", "a");
    var rules = new FolderMapRules(true, Map.of("a", "INBOX"), false);

    assertThat(table(without(names(" INBOX"), source, account("INBOX"))))
        .containsExactly(
            " INBOX -> INBOX (2) SAME_NAME [REFUSED, OUTER_SPACE, CLASH] new",
            "a -> a SAME_NAME new");
    assertThat(table(map(source, account("INBOX"), rules)))
        .containsExactly(" INBOX ->  INBOX SAME_NAME new", "a -> INBOX PAIR");
  }

  @Test
  @Tag("D6")
  void believesWhatAServerTellsBeforeWhatANameSays() {
    FolderList destination = account("INBOX", "Sent", "Trash \\Archive", "x \\Sent", "y \\Trash");
    FolderList source = account("Gesendet", "Papierkorb", "Archiv", "Sent \\Drafts");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "Archiv -> Trash KNOWN_NAME \\Archive",
            "Gesendet -> x KNOWN_NAME \\Sent",
            "Papierkorb -> y KNOWN_NAME \\Trash",
            "Sent -> Sent SAME_NAME");
  }

  @Test
  @Tag("D6")
  void prefersOfTwoToldTheOneWithTheMoreUsualName() {
    FolderList source = account("A \\Sent", "Sent Items \\Sent", "Sent \\Sent", "Z \\Trash");
    FolderList destination = account("INBOX", "B \\Sent", "C \\Trash", "Bin \\Trash");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "A -> A SAME_NAME new",
            "Sent -> B SPECIAL_USE \\Sent",
            "Sent Items -> Sent Items SAME_NAME new",
            "Z -> Bin SPECIAL_USE \\Trash");
  }

  @Test
  @Tag("D6")
  void mapsNothingOntoMereParentsAndOtherPeoplesFolders() {
    FolderList source = account("Gesendet", "Papierkorb", "INBOX/Spam", "Lists/Spam");
    FolderList destination =
        account("INBOX", "Sent \\Noselect", "Sent/x", "Trash \\Shared", "INBOX/Junk", "a/Drafts");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly(
            "INBOX/Spam -> INBOX/Junk KNOWN_NAME \\Junk",
            "Gesendet -> Gesendet SAME_NAME \\Sent new",
            "Lists/Spam -> Lists/Spam SAME_NAME new",
            "Papierkorb -> Papierkorb SAME_NAME \\Trash new");
  }

  @Test
  void asksForNoUseByNameWithoutAutomap() {
    assertThat(table(map(account("Brouillons"), account("INBOX"), PLAIN)))
        .containsExactly("Brouillons -> Brouillons SAME_NAME new");
  }

  @Test
  void doesNotMoveAFolderThatWasOnlyAParentBefore() {
    FolderList source = account("mail/a", "mail", "Mail");
    FolderMap map =
        new FolderMapper(PLAIN, source, account("INBOX"))
            .before(Map.of(name("mail/a"), name("Elsewhere/a")))
            .map(source.folders());

    assertThat(table(map))
        .containsExactly(
            "Mail -> Mail SAME_NAME new",
            "mail -> mail SAME_NAME new",
            "mail/a -> Elsewhere/a BEFORE new");
    assertThat(map.mappings()).filteredOn(each -> each.wouldNowBe().isPresent()).hasSize(1);
  }

  @Test
  void findsThePlaceOfAMereParentOnlyFromChildrenUnderTheirOwnNames() {
    FolderList source = account("P/a", "P/b", "Q/a", "Q/b", "Pa/x");
    FolderMap map =
        new FolderMapper(PLAIN, source, account("INBOX"))
            .before(
                Map.of(
                    name("P/a"), name("P (2)/other"),
                    name("Q/a"), name("Q (7)/a"),
                    name("Pa/x"), name("x")))
            .map(source.folders());

    assertThat(table(map))
        .containsExactly(
            "P/a -> P (2)/other BEFORE new",
            "P/b -> P/b SAME_NAME new",
            "Pa/x -> x BEFORE new",
            "Q/a -> Q (7)/a BEFORE new",
            "Q/b -> Q (7)/b PARENT new");
  }

  @Test
  void doesNotDependOnTheOrderInWhichServersList() {
    List<String> here =
        new ArrayList<>(
            List.of(
                "INBOX",
                "Work",
                "work",
                "WORK/x",
                "Sent",
                "Sent Items",
                "Gesendet",
                "A.B",
                "A/B",
                "Bin",
                "Trash",
                "INBOX/work",
                "a//b",
                "Spam \\Junk",
                "Junk \\Junk",
                "e\u0301",
                "\u00e9"));
    List<String> there =
        new ArrayList<>(
            List.of("INBOX", "INBOX.Sent \\Sent", "INBOX.S2 \\Sent", "INBOX.work", "INBOX.Trash"));
    var random = new Random(5);
    List<String> first = null;
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(here, random);
      Collections.shuffle(there, random);
      FolderMap map =
          map(
              account(here.toArray(String[]::new)),
              account('.', "INBOX.", there.toArray(String[]::new)),
              FolderMapRules.usual());
      first = first == null ? table(map) : first;

      assertThat(table(map)).isEqualTo(first);
    }
  }

  @Test
  void keepsAnyFoldersApartWhateverTheirNamesAndStaysWithItsMap() {
    var random = new Random(11);
    String[] pieces = {
      "a",
      "A",
      "/",
      ".",
      " ",
      "INBOX",
      "inbox",
      "Sent",
      "Trash",
      "\u00e9",
      "e\u0301",
      "\t",
      "_",
      "(2)",
      " (2)",
      "Gesendet",
      "..",
      "\\"
    };
    char[] separators = {'/', '.', '\\', '_', MailboxName.NO_SEPARATOR};
    for (int round = 0; round < 400; round++) {
      FolderList source = randomAccount(random, pieces, separators[random.nextInt(4)], "");
      char separator = separators[random.nextInt(separators.length)];
      String prefix = random.nextBoolean() && separator != 0 ? "INBOX" + separator : "";
      FolderList destination = randomAccount(random, pieces, separator, prefix);
      var rules =
          new FolderMapRules(
              random.nextBoolean(),
              Map.of(),
              Optional.<Into>of(new Into.Folder("Old")).filter(_ -> random.nextInt(4) == 0),
              Optional.empty(),
              random.nextInt(4) == 0
                  ? List.of(new Rename("e", ""), new Rename("^(.)(.*)$", "$2$1"))
                  : List.of(),
              random.nextBoolean());

      FolderMap map = map(source, destination, rules);

      int folders = source.folders().size();
      boolean keepsCase =
          !rules.destinationIgnoresCase()
              || destination.folders().stream().map(each -> fold(each.name())).distinct().count()
                  < destination.folders().size();
      assertThat(map.mappings()).hasSize(folders);
      assertThat(map.mappings()).extracting(Mapping::destination).doesNotHaveDuplicates();
      assertThat(keepsCase || numberOfFoldedNames(map) == folders).isTrue();
      assertThat(
              new FolderMapper(rules, source, destination)
                  .before(map.names())
                  .map(source.folders())
                  .names())
          .isEqualTo(map.names());
    }
  }

  @Test
  void findsThePlaceOfAMereParentWhoseNameWasMadeFit() {
    FolderList source = account("Chat/x", "Chat/y", " P/a", " P/b", "Q/a", "Q/b", "R/s/t", "R/u");
    FolderMap map =
        new FolderMapper(PLAIN, source, account("INBOX"))
            .before(
                Map.of(
                    name("Chat/x"), name("_Chat/x"),
                    name(" P/a"), name("P/a"),
                    name("Q/a"), name("Other/a"),
                    name("R/s/t"), name("R (2)/s/t")))
            .map(source.folders());

    assertThat(table(map))
        .containsExactly(
            " P/a -> P/a BEFORE new",
            " P/b -> P/b PARENT new",
            "Chat/x -> _Chat/x BEFORE new",
            "Chat/y -> _Chat/y PARENT new",
            "Q/a -> Other/a BEFORE new",
            "Q/b -> Q/b SAME_NAME new",
            "R/s/t -> R (2)/s/t BEFORE new",
            "R/u -> R (2)/u PARENT new");
  }

  @Test
  @Tag("D6")
  void givesAFolderOneUseAlone() {
    FolderList source = account("Both \\Sent \\Trash", "Bin");
    FolderList destination = account("INBOX", "Sent \\Sent", "Trash \\Trash");

    assertThat(table(map(source, destination, FolderMapRules.usual())))
        .containsExactly("Bin -> Trash KNOWN_NAME \\Trash", "Both -> Sent SPECIAL_USE \\Sent");
  }

  private static FolderList randomAccount(
      Random random, String[] pieces, char separator, String prefix) {
    var names = new java.util.TreeSet<String>();
    for (int i = random.nextInt(15); i >= 0; i--) {
      var name = new StringBuilder();
      for (int j = random.nextInt(4); j >= 0; j--) {
        name.append(pieces[random.nextInt(pieces.length)]);
      }
      names.add(new MailboxName(prefix + name, separator).text());
    }
    return Accounts.named(separator, prefix, names);
  }

  private static long numberOfFoldedNames(FolderMap map) {
    return map.mappings().stream().map(each -> fold(each.destination())).distinct().count();
  }

  private static String fold(MailboxName name) {
    return java.text.Normalizer.normalize(name.text(), java.text.Normalizer.Form.NFC)
        .toUpperCase(java.util.Locale.ROOT);
  }

  private static FolderMap without(
      Set<MailboxName> refused, FolderList source, FolderList destination) {
    return new FolderMapper(PLAIN, source, destination).without(refused).map(source.folders());
  }

  private static FolderMap map(FolderList source, FolderList destination, FolderMapRules rules) {
    return new FolderMapper(rules, source, destination).map(source.folders());
  }

  private static MailboxName name(String text) {
    return new MailboxName(text, '/');
  }

  private static Set<MailboxName> names(String... texts) {
    return java.util.Arrays.stream(texts).map(FolderMapperTest::name).collect(Collectors.toSet());
  }
}
