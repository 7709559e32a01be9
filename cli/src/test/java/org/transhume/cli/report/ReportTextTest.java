package org.transhume.cli.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.cli.report.Samples.altered;
import static org.transhume.cli.report.Samples.copied;
import static org.transhume.cli.report.Samples.failed;
import static org.transhume.cli.report.Samples.failure;
import static org.transhume.cli.report.Samples.figures;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Columns;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.NameChange;

@Tag("I11")
class ReportTextTest {
  private static List<String> print(Samples report, Charset charset, int columns) {
    var glyphs = new Glyphs(charset);
    var explanations =
        new Explanations(
            Texts.in(Locale.ENGLISH),
            glyphs,
            Dialect.TRANSHUME,
            Samples.SOURCE,
            Samples.DESTINATION);
    return new ReportText(
            glyphs, explanations, new VerdictText(explanations, ZoneId.of("Europe/Paris")), columns)
        .lines(report.build());
  }

  private static List<String> print(Samples report) {
    return print(report, UTF_8, 80);
  }

  @Test
  @Tag("I11")
  void countsTheMessagesLeftOutByRule() {
    assertThat(print(new Samples().choosyFolder("Work")))
        .containsSubsequence(
            "Messages left out, as asked; --report FILE names them:",
            "  Work: 1 message larger than wanted");
  }

  @Test
  @Tag("I5")
  void namesTheMarksThatAreNotHeldAndCountsTheDatesThatWereRepaired() {
    assertThat(print(new Samples().compromised("Work").compromised("Home")))
        .contains(
            "4 messages given a date of their header in place of their own, as asked"
                + " (--repair-dates).",
            "Marks the destination does not hold: $Work on 4 messages, Old on 2 messages.");
  }

  @Test
  void tellsATransferWithoutAnyTrouble() {
    assertThat(print(new Samples().folder("INBOX", copied(1_204)).folder("Sent", copied(3))))
        .containsExactly(
            "                       already   gone  left          gone at",
            "Folder  found  copied    there  there   out  failed   source   size",
            "INBOX   1,204   1,204        0      0     0       0        0  12 MB",
            "Sent        3       3        0      0     0       0        0  30 kB",
            "Total   1,207   1,207        0      0     0       0        0  12 MB",
            "",
            "0 lost, 0 doubled: each of the 1,207 messages found at the source is at the"
                + " destination and was matched there.",
            "",
            "Took 10 s for 1,207 messages and 12 MB: 121 messages/s, 1.2 MB/s.");
  }

  @Test
  void namesFailuresAndDifferencesOneByOne() {
    List<String> lines =
        print(
            new Samples()
                .folder(
                    "INBOX",
                    figures(5, 3, 0, 0, 0, 2, 0, 1, 0),
                    altered(7, "NORMALISED", "[NUL]"),
                    failed(8, "MESSAGE_TOO_LARGE", "limit 1 MB"),
                    failed(9, "NOT_COPIED", "")));

    assertThat(lines)
        .containsSubsequence(
            "INBOX: 2 messages not, or not provably, at the destination",
            "  UID 8  Tue, 1 Jan 2019 10:00:00 +0100, Ann <ann@example.com>, “Hello”",
            "    larger than the destination takes: “limit 1 MB”",
            "  UID 9  Tue, 1 Jan 2019 10:00:00 +0100, Ann <ann@example.com>, “Hello”",
            "    not copied yet",
            "INBOX: 1 message at the destination, with a difference",
            "  UID 7  Tue, 1 Jan 2019 10:00:00 +0100, Ann <ann@example.com>, “Hello”",
            "    the destination altered what is named here; everything else is the same: “[NUL]”",
            "NOT WHOLE: 2 messages not, or not provably, at the destination. What was copied is"
                + " kept: run the same command again, it goes on where it stopped.");
    assertThat(lines).noneMatch(line -> line.contains("0 lost"));
  }

  @Test
  void claimsNothingLostAlsoWithExceptionsThatAreThere() {
    assertThat(
            print(
                new Samples()
                    .folder(
                        "INBOX",
                        figures(2, 2, 0, 0, 0, 0, 0, 1, 0),
                        altered(7, "FLAGS_DIFFER", "[$Label1]"))))
        .contains(
            "0 lost, 0 doubled: each of the 2 messages found at the source is at the destination"
                + " and was matched there; 1 message with a difference that is named above.");
  }

  @Test
  void countsWhatTheOwnerMovedAndWhatARuleLeavesOut() {
    List<String> lines =
        print(
            new Samples()
                .folder("INBOX", figures(10, 1, 5, 2, 2, 0, 3, 0, 0))
                .leftOut("Shared/team", "SHARED", 40)
                .leftOut("Junk", "EXCLUDED ^J", 1)
                .leftOut("New", "SOME_NEW_RULE", 0));

    assertThat(lines)
        .contains(
            "2 messages moved or removed at the destination by the owner; left so.",
            "Folders left out:",
            "  Shared/team (40 messages): it is shared",
            "  Junk (1 message): excluded by “^J”",
            "  New (0 messages): SOME_NEW_RULE",
            "0 lost, 0 doubled: of 10 messages found at the source 6 are at the destination,"
                + " matched there; the others its owner moved or removed there, or a rule leaves"
                + " them out, as counted above.");
  }

  @Test
  void claimsNothingWhenTheFiguresDoNotAddUp() {
    assertThat(print(new Samples().folder("INBOX", figures(10, 1, 5, 0, 0, 0, 0, 0, 0))))
        .contains(
            "NOT WHOLE: in 1 folder the figures do not add up. What was copied is kept: run the"
                + " same command again, it goes on where it stopped.")
        .noneMatch(line -> line.contains("0 lost"));
  }

  @Test
  void saysWhatEndedThePassAndWhatWasNotReached() {
    List<String> lines =
        print(
            new Samples()
                .folder("INBOX", copied(2))
                .brokenOff(failure(Problem.QUOTA_FULL, Side.DESTINATION, "[OVERQUOTA] full"), 3));

    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("The destination mailbox “bob” at imap.new.example:993 is full."))
        .contains("3 folders were not reached.")
        .anyMatch(line -> line.startsWith("NOT WHOLE: the pass broke off."))
        .noneMatch(line -> line.contains("0 lost"));
  }

  @Test
  void saysWhyAFolderFailedAndClaimsNoFigures() {
    List<String> lines =
        print(
            new Samples()
                .folder("INBOX", copied(2))
                .failedFolder(
                    "A\u001B[31m/x",
                    failure(Problem.FOLDER_NAME_REFUSED, Side.DESTINATION, "no\u202E")));

    assertThat(lines)
        .anyMatch(line -> line.matches("A\\\\u001B\\[31m/x +\\?.*"))
        .anyMatch(
            line ->
                line.startsWith(
                    "A\\u001B[31m/x: The destination imap.new.example:993 cannot hold a folder"))
        .anyMatch(line -> line.contains("The server said: “no\\u202E”"))
        .anyMatch(line -> line.startsWith("NOT WHOLE: 1 folder not worked through."));
  }

  @Test
  void saysThatSecondCopiesAreLeftWhereTheyCannotBeRemoved() {
    var twoCopies = new Samples().folder("INBOX", figures(2, 2, 0, 0, 0, 0, 0, 0, 1));

    assertThat(print(twoCopies))
        .contains("1 second copy of messages whose first answer was lost: removed.")
        .anyMatch(line -> line.startsWith("0 lost, 0 doubled: "));
    assertThat(print(twoCopies.cannotRemoveSurplus()))
        .contains(
            "1 second copy of messages whose first answer was lost: left there, since the"
                + " destination cannot remove named messages alone.")
        .anyMatch(line -> line.startsWith("0 lost, 1 doubled: "));
  }

  @Test
  void saysHowManyStandOutOfOrder() {
    assertThat(print(new Samples().folder("INBOX", figures(9, 9, 0, 0, 0, 0, 0, 0, 0, 3))))
        .anyMatch(line -> line.startsWith("3 messages out of order: behind mail that came later"))
        .anyMatch(line -> line.startsWith("0 lost, 0 doubled: "));
  }

  @Test
  void saysWhenALastLookIsOwedInTheZoneOfTheReader() {
    assertThat(
            print(
                new Samples()
                    .folder("INBOX", copied(2))
                    .lookDue(Instant.parse("2026-03-01T10:35:00Z"))))
        .anyMatch(
            line -> line.startsWith("A last look is owed") && line.contains("11:35 on 2026-03-01"))
        .anyMatch(line -> line.startsWith("0 lost, 0 doubled so far: "));
  }

  @Test
  @Tag("D9")
  void claimsNothingForAPlan() {
    assertThat(print(new Samples().mode(PassMode.PLAN).folder("INBOX", copied(2))))
        .contains("A copy would put 2 messages there. Nothing was changed on either side.")
        .noneMatch(line -> line.contains("lost") || line.contains("copied"));
  }

  @Test
  void showsWhereAFolderWentAndStaysWithinTheScreen() {
    String name = "Véry löng ".repeat(9);

    List<String> lines =
        print(new Samples().folder(name, "Sent", copied(2)).folder("A", "B", copied(1)), UTF_8, 80);

    assertThat(lines.subList(0, 5)).allMatch(line -> Columns.of(line) <= 80);
    assertThat(lines).anyMatch(line -> line.startsWith("A → B "));
  }

  @Test
  void namesFoldersThatHadToBeRenamed() {
    assertThat(
            print(
                new Samples()
                    .folder("a.b ", "a_b", copied(1))
                    .renamed("a.b ", "a_b", NameChange.OUTER_SPACE, NameChange.SEPARATOR_IN_LEVEL)))
        .contains(
            "Folders with another name, which the destination can hold:",
            "  a.b  → a_b: the destination's separator stood in its name, a space at the beginning"
                + " or the end");
  }

  @Test
  @Tag("B11")
  void namesFoldersThatWereRenamedAtTheSource() {
    assertThat(
            print(
                new Samples()
                    .folder("New/a", "New.a", copied(1))
                    .followed("Old/a", "New/a", "New.a")))
        .contains(
            "Folders renamed at the source, whose mail is not copied again:",
            "  Old/a, now New/a → New.a");
  }

  @Test
  @Tag("B11")
  void saysWhichMessagesWereMovedAtTheSource() {
    assertThat(
            print(
                new Samples()
                    .folder("Archive", "Archive", copied(1))
                    .moved("INBOX", "Archive/26", "Archive.26", 500)
                    .moved("Work", "Work", "Office", 7)))
        .contains(
            "Messages that went elsewhere, whose copies were moved:",
            "  7 messages of Work, which goes elsewhere now → Office",
            "  500 messages from INBOX to Archive/26 → Archive.26");
  }

  @Test
  void printsNothingButAsciiWhereThatIsAllThereIs() {
    List<String> lines =
        print(
            new Samples()
                .folder("Entwürfe", "草稿", copied(1), altered(1, "NORMALISED", "€"))
                .folder("B".repeat(90), copied(1)),
            US_ASCII,
            80);

    assertThat(String.join("", lines)).isASCII();
  }

  @Test
  void cutsALongListAndSaysWhereTheRestIs() {
    var many = new org.transhume.engine.report.MessageException[150];
    for (int i = 0; i < many.length; i++) {
      many[i] = failed(i + 1, "NOT_COPIED", "");
    }

    assertThat(
            print(new Samples().folder("INBOX", figures(2_000, 0, 0, 0, 0, 2_000, 0, 0, 0), many)))
        .contains("INBOX: 2,000 messages not, or not provably, at the destination")
        .contains(
            "  and 1,900 more; --report FILE names up to 1,000 for each folder, the ledger all");
  }
}
