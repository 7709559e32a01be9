package org.transhume.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.GoneFolderRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/**
 * Two mailboxes whose owners went on with them after a copy: each way of removing has something to
 * do, and something of the owner's that it must leave. Contents are told as "number flags".
 */
final class LivedIn {
  private static final Pattern NUMBER = Pattern.compile("Subject: Number (\\d+)");

  private LivedIn() {}

  /** Every way of removing that can be asked for but the strict mirror, alone and together. */
  static Map<String, DeletionRules> waysThatSpareTheOwner() {
    var ways = new LinkedHashMap<String, DeletionRules>();
    for (boolean gone : new boolean[] {false, true}) {
      for (boolean duplicates : new boolean[] {false, true}) {
        for (boolean copied : gone ? new boolean[] {false} : new boolean[] {false, true}) {
          for (boolean folders : new boolean[] {false, true}) {
            DeletionRules rules =
                DeletionRules.NONE
                    .with(RemovalReason.GONE_AT_SOURCE, gone)
                    .with(RemovalReason.DUPLICATE, duplicates)
                    .with(RemovalReason.COPIED, copied)
                    .withFolders(folders ? Optional.of(GoneFolderRules.ALL) : Optional.empty())
                    .withMany(true);
            if (rules.any()) {
              ways.put(name(rules), rules);
            }
          }
        }
      }
    }
    return ways;
  }

  /** The strict mirror, which removes what came there by itself, too. */
  static DeletionRules mirror() {
    return DeletionRules.NONE
        .with(RemovalReason.NOT_AT_SOURCE, true)
        .withNewMail(true)
        .withMany(true);
  }

  private static String name(DeletionRules rules) {
    var words = new ArrayList<String>();
    rules.reasons().stream().sorted().map(Enum::name).forEach(words::add);
    if (rules.folders().isPresent()) {
      words.add("FOLDERS");
    }
    return String.join(" ", words);
  }

  /** Options of one lane that remove in that way. */
  static PassOptions options(DeletionRules rules) {
    return PassOptions.usual().withPace(1, BatchLimits.DEFAULT).withDeletions(rules);
  }

  /** After the copy and all that happened since; the next pass would be the first to remove. */
  static Transfer transfer(Durability durability) {
    var transfer =
        new Transfer(
            MemoryAccount.able(), MemoryAccount.able(), new InMemoryLedgerFile(durability));
    transfer.with(options(DeletionRules.NONE));
    transfer.destination.folder("INBOX").put(Transfer.mail(1));
    transfer.destination.folder("Mine").put(Transfer.mail(900));
    fill(transfer.source, "INBOX", 1, 12);
    fill(transfer.source, "Old", 31, 33);
    fill(transfer.source, "Work", 41, 52);
    transfer.copy();
    expunge(transfer.source, "INBOX", 8);
    transfer.copy();
    atTheDestination(transfer.destination);
    atTheSource(transfer.source);
    return transfer;
  }

  private static void atTheDestination(MemoryAccount account) {
    flag(account, "INBOX", 3, Flag.FLAGGED);
    flag(account, "INBOX", 9, Flag.SEEN);
    flag(account, "Work", 43, Flag.FLAGGED);
    expunge(account, "INBOX", 4, 10);
    move(account, "INBOX", 5);
    move(account, "Work", 41);
    account.folder("INBOX").put(Transfer.mail(700));
    account.folder("Work").put(Transfer.mail(701));
  }

  private static void atTheSource(MemoryAccount account) {
    expunge(account, "INBOX", 1, 2, 3, 4, 5);
    expunge(account, "Work", 42, 43);
    account.folder("Old").delete();
    fill(account, "INBOX", 8, 8);
    fill(account, "INBOX", 13, 13);
  }

  /** What stands at the destination after passes that remove so, folder by folder. */
  static Map<String, List<String>> expected(DeletionRules rules) {
    boolean gone = rules.has(RemovalReason.GONE_AT_SOURCE);
    var expected = new TreeMap<String, List<String>>();
    var inbox =
        new ArrayList<>(
            List.of("1", "11", "12", "13", "3 \\Flagged", "6", "7", "700", "8", "9 \\Seen"));
    var work = new ArrayList<>(List.of("43 \\Flagged", "701"));
    LongStream.rangeClosed(44, 52).mapToObj(String::valueOf).forEach(work::add);
    if (!gone) {
      inbox.add("2");
      work.add("42");
    }
    if (!gone && !rules.has(RemovalReason.DUPLICATE)) {
      inbox.add("8");
    }
    expected.put("INBOX", inbox.stream().sorted().toList());
    expected.put("Work", work.stream().sorted().toList());
    expected.put("Mine", List.of("41", "5", "900"));
    if (!gone || rules.folders().isEmpty()) {
      expected.put("Old", gone ? List.of() : List.of("31", "32", "33"));
    }
    return expected;
  }

  /** What the strict mirror leaves: the owner's folder, and what he removed stays removed. */
  static Map<String, List<String>> mirrored() {
    return new TreeMap<>(
        Map.of(
            "INBOX",
            List.of("11", "12", "13", "6", "7", "8", "9 \\Seen"),
            "Mine",
            List.of("41", "5", "900"),
            "Old",
            List.of(),
            "Work",
            LongStream.rangeClosed(44, 52).mapToObj(String::valueOf).toList()));
  }

  /** What stands at the source after passes that remove so. */
  static Map<String, List<String>> expectedAtSource(DeletionRules rules) {
    if (rules.has(RemovalReason.COPIED)) {
      // What its owner removed or moved at the destination is nowhere else.
      return new TreeMap<>(Map.of("INBOX", List.of("10"), "Work", List.of("41")));
    }
    var work = new ArrayList<>(List.of("41"));
    LongStream.rangeClosed(44, 52).mapToObj(String::valueOf).forEach(work::add);
    return new TreeMap<>(
        Map.of("INBOX", List.of("10", "11", "12", "13", "6", "7", "8", "9"), "Work", work));
  }

  /** What stands at the destination after an undo of that. */
  static Map<String, List<String>> undone(DeletionRules rules) {
    var expected = new TreeMap<String, List<String>>();
    var inbox = new ArrayList<>(List.of("1", "3 \\Flagged", "700", "9 \\Seen"));
    var work = new ArrayList<>(List.of("43 \\Flagged", "701"));
    if (rules.has(RemovalReason.COPIED)) {
      inbox.addAll(List.of("11", "12", "13", "6", "7", "8"));
      LongStream.rangeClosed(44, 52).mapToObj(String::valueOf).forEach(work::add);
    }
    expected.put("INBOX", inbox.stream().sorted().toList());
    expected.put("Mine", List.of("41", "5", "900"));
    expected.put("Work", work.stream().sorted().toList());
    return expected;
  }

  /** The folders of an account and what is in them. */
  static Map<String, List<String>> contents(MemoryAccount account) {
    var contents = new TreeMap<String, List<String>>();
    account
        .mail()
        .forEach(
            (folder, mail) ->
                contents.put(folder, mail.stream().map(LivedIn::told).sorted().toList()));
    return contents;
  }

  /** What no pass may take away or change, whatever it is asked for, but the strict mirror. */
  static void requireOwners(Transfer transfer, String when) {
    Map<String, List<String>> there = contents(transfer.destination);
    assertThat(there.get("INBOX"))
        .as(when)
        .contains("1", "3 \\Flagged", "700", "9 \\Seen")
        .doesNotContain("10", "4", "5");
    assertThat(there.get("Work")).as(when).contains("43 \\Flagged", "701").doesNotContain("41");
    assertThat(there.get("Mine")).as(when).isEqualTo(List.of("41", "5", "900"));
  }

  /** Whatever is at neither side was removed by an owner. */
  static void requireNothingLost(Transfer transfer, String when) {
    var here = contents(transfer.source);
    var there = contents(transfer.destination);
    var inbox = new ArrayList<>(there.get("INBOX"));
    inbox.addAll(here.get("INBOX"));
    assertThat(inbox.stream().map(LivedIn::number).toList())
        .as(when)
        .containsAll(Set.of("6", "7", "8", "9", "10", "11", "12", "13"));
    var work = new ArrayList<>(there.get("Work"));
    work.addAll(here.get("Work"));
    assertThat(work.stream().map(LivedIn::number).toList())
        .as(when)
        .containsAll(LongStream.rangeClosed(44, 52).mapToObj(String::valueOf).toList());
  }

  private static String number(String told) {
    return told.replaceFirst(" .*", "");
  }

  private static String told(Mail mail) {
    var flags = new ArrayList<String>();
    mail.flags().forEach(flag -> flags.add(flag.name()));
    return String.join(" ", numberOf(mail), String.join(" ", flags)).strip();
  }

  private static String numberOf(Mail mail) {
    Matcher matcher = NUMBER.matcher(US_ASCII.decode(mail.octets().duplicate()));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static void fill(MemoryAccount account, String folder, int first, int last) {
    for (int number = first; number <= last; number++) {
      account.folder(folder).put(Transfer.mail(number));
    }
  }

  private static long uidOf(MemoryFolder folder, int number) {
    return folder.messages().stream()
        .filter(each -> numberOf(each.mail()).equals(String.valueOf(number)))
        .findFirst()
        .orElseThrow()
        .uid()
        .value();
  }

  private static void expunge(MemoryAccount account, String folder, int... numbers) {
    MemoryFolder there = account.folder(folder);
    for (int number : numbers) {
      there.expunge(uidOf(there, number));
    }
  }

  private static void flag(MemoryAccount account, String folder, int number, Flag flag) {
    MemoryFolder there = account.folder(folder);
    there.setFlags(uidOf(there, number), Flags.of(flag));
  }

  private static void move(MemoryAccount account, String folder, int number) {
    MemoryFolder there = account.folder(folder);
    there.moveTo("Mine", uidOf(there, number));
  }
}
