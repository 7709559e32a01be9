package org.transhume.imap.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.Answer;
import org.transhume.imap.testkit.seed.SeedImap;

/** The same commands to the server in memory and to a real one, and the same answers. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class MemoryAgainstDovecotTest {
  private static final Pattern INTERNAL_DATE =
      Pattern.compile("\\d{2}-\\w{3}-\\d{4} \\d{2}:\\d{2}:\\d{2} [+-]\\d{4}");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH);
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-06-30T12:00:00Z");

  /** Commands of two clients, {@code 1} and {@code 2}, one after another. */
  private static final List<String> CONVERSATION =
      """
      1 SELECT INBOX
      2 SELECT INBOX
      1 UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)
      1 FETCH 2 (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])
      1 UID FETCH 3 (BODY.PEEK[TEXT]<2.4>)
      1 UID FETCH 99 (FLAGS)
      1 FETCH 99 (FLAGS)
      2 UID STORE 2 +FLAGS (\\Seen Label)
      1 NOOP
      2 UID STORE 2 -FLAGS.SILENT (Label)
      2 UID STORE 1,3 +FLAGS.SILENT (\\Deleted)
      2 UID EXPUNGE 3
      1 FETCH 1:2 (UID)
      1 SEARCH DELETED
      1 NOOP
      1 UID SEARCH ALL
      1 UID SEARCH NOT DELETED
      1 UID SEARCH SUBJECT two
      1 UID SEARCH SINCE 1-Jul-2020
      1 UID SEARCH RETURN (MIN MAX COUNT ALL) ALL
      1 UID SEARCH RETURN (COUNT) SEEN
      2 EXPUNGE
      1 UID FETCH 1:* (UID)
      2 CREATE Archive
      2 CREATE Archive/2020
      2 CREATE Archive
      2 SUBSCRIBE Archive
      2 UID COPY 2 Archive
      2 UID MOVE 4 Archive
      2 UID COPY 2 Nowhere
      2 STATUS Archive (MESSAGES UIDNEXT UNSEEN)
      1 NOOP
      1 UID STORE 2 FLAGS (\\Answered)
      2 NOOP
      1 UID STORE 2 +FLAGS (\\Nonsense)
      1 EXAMINE INBOX
      1 LIST "" %
      1 LIST "" *
      1 LIST (SUBSCRIBED) "" *
      1 LIST "" ""
      1 STATUS Nowhere (MESSAGES)
      1 SELECT Nowhere
      1 UID FETCH 1 (FLAGS)
      2 RENAME Archive Old
      1 LIST "" *
      2 DELETE Old/2020
      2 DELETE Nowhere
      2 UNSELECT
      2 UID FETCH 1 (FLAGS)
      2 NONSENSE
      2 ENABLE CONDSTORE
      2 SELECT INBOX
      2 UID STORE 2 +FLAGS.SILENT (\\Flagged)
      2 UID FETCH 2 (FLAGS) (CHANGEDSINCE 1000000)
      2 CLOSE
      """
          .lines()
          .toList();

  @Test
  void saysWhatDovecotSays() {
    var options = DovecotOptions.builder().storage(Storage.SDBOX).user("alice", "pw").build();
    try (var memory = MemoryImapServer.start();
        var dovecot = DovecotServer.start(options)) {
      memory.addAccount("alice", "pw");

      List<String> expected = talk(dovecot.host(), dovecot.port());
      List<String> got = talk(memory.host(), memory.port());

      assertThat(got).isEqualTo(expected);
    }
  }

  private static List<String> talk(String host, int port) {
    var said = new ArrayList<String>();
    try (var first = SeedImap.logIn(host, port, "alice", "pw");
        var second = SeedImap.logIn(host, port, "alice", "pw")) {
      first.appendAll("INBOX", List.of(mail("one"), mail("two"), mail("three"), mail("four")));
      for (String line : CONVERSATION) {
        SeedImap client = line.startsWith("1") ? first : second;
        Answer answer = client.attempt(line.substring(2));
        said.add(line + " -> " + answer.status() + code(answer));
        answer.lines().stream()
            .filter(MemoryAgainstDovecotTest::counts)
            .map(MemoryAgainstDovecotTest::comparable)
            .sorted()
            .forEach(said::add);
      }
    }
    return said;
  }

  private static SeedMail mail(String subject) {
    String text =
        "Subject: " + subject + "\r\nTo: a@example.com\r\n\r\nBody of " + subject + "\r\n";
    return SeedMail.of(text.getBytes(StandardCharsets.US_ASCII), DATE);
  }

  /** The response code's name; numbers such as UIDVALIDITY differ from server to server. */
  private static String code(Answer answer) {
    for (String name : List.of("COPYUID", "TRYCREATE", "ALREADYEXISTS", "EXPUNGEISSUED")) {
      if (answer.code(name).isPresent()) {
        return " " + name;
      }
    }
    return "";
  }

  /** RFC 9051 leaves RECENT, texts and defined flags to the server. */
  private static boolean counts(String line) {
    return !line.endsWith(" RECENT") && !line.startsWith("FLAGS ") && !line.startsWith("OK ");
  }

  private static String comparable(String line) {
    return inUtc(line)
        .replace(" \\Recent", "")
        .replace("\\Recent", "")
        .replace("\"", "")
        .replace(" \\Marked", "")
        .replace(" \\UnMarked", "")
        .replaceAll("MODSEQ \\(\\d+\\)", "MODSEQ (n)")
        .replaceAll("\\(TAG \\w+\\)", "(TAG)")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * A server may show the same instant in its own zone (RFC 9051 section 2.3.3 asks for no more).
   */
  private static String inUtc(String line) {
    return INTERNAL_DATE
        .matcher(line)
        .replaceAll(
            date ->
                OffsetDateTime.parse(date.group(), DATE_TIME)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .format(DATE_TIME));
  }
}
