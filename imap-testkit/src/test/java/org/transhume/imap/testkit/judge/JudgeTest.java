package org.transhume.imap.testkit.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.imap.testkit.judge.Difference.Kind.ALTERED;
import static org.transhume.imap.testkit.judge.Difference.Kind.DATE;
import static org.transhume.imap.testkit.judge.Difference.Kind.DOUBLED;
import static org.transhume.imap.testkit.judge.Difference.Kind.FLAGS;
import static org.transhume.imap.testkit.judge.Difference.Kind.FOLDER_EXTRA;
import static org.transhume.imap.testkit.judge.Difference.Kind.FOLDER_MISSING;
import static org.transhume.imap.testkit.judge.Difference.Kind.FOREIGN;
import static org.transhume.imap.testkit.judge.Difference.Kind.LOST;
import static org.transhume.imap.testkit.judge.Difference.Kind.NOT_SUBSCRIBED;
import static org.transhume.imap.testkit.judge.Difference.Kind.ORDER;
import static org.transhume.imap.testkit.judge.Difference.Kind.SUBSCRIBED_EXTRA;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.seed.SeedImap;

class JudgeTest {
  private static final OffsetDateTime WHEN = OffsetDateTime.parse("2020-01-01T10:00:00+01:00");

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static SeedMail mail(String id, String body, String... flags) {
    return dated(WHEN, id, body, flags);
  }

  private static SeedMail dated(OffsetDateTime date, String id, String body, String... flags) {
    return SeedMail.of(octets("Message-ID: <" + id + ">\r\n\r\n" + body), date, flags);
  }

  private static Side inbox(SeedMail... mails) {
    return new ExpectedSide(Map.of("INBOX", List.of(mails)), Set.of());
  }

  private static Verdict compare(Side source, Side destination) {
    return new Judge().compare(source, destination);
  }

  @Test
  void findsNoDifferenceWhereThereIsNone() {
    Side side = inbox(mail("a", "one", "\\Seen", "Label"), mail("b", "two"), mail("b", "two"));
    Side same = inbox(mail("a", "one", "LABEL", "\\seen"), mail("b", "two"), mail("b", "two"));

    Verdict verdict = compare(side, same);

    assertThat(verdict.differences()).isEmpty();
    assertThat(verdict.messages()).isEqualTo(3);
    assertThat(verdict.toString()).startsWith("3 messages, no difference, 0 equal after");
  }

  @Test
  void namesEveryKindOfDifference() {
    Side source =
        inbox(
            mail("lost", "l"),
            mail("doubled", "d"),
            mail("altered", "a"),
            mail("flags", "f", "\\Seen"),
            dated(WHEN, "date", "t"));
    Side destination =
        inbox(
            mail("doubled", "d"),
            mail("doubled", "d"),
            mail("altered", "b"),
            mail("flags", "f", "\\Flagged"),
            dated(WHEN.plusSeconds(1), "date", "t"),
            dated(WHEN.plusHours(9), "foreign", "x"));

    Verdict verdict = compare(source, destination);

    assertThat(verdict.differences().stream().map(Difference::toString))
        .containsExactlyInAnyOrder(
            "lost: INBOX UID 1 <lost>: 23 bytes",
            "doubled: INBOX UID 2 <doubled>: again as UID 2",
            "altered: INBOX UID 3 <altered>: 26 bytes became 26 in UID 3",
            "flags differ: INBOX UID 4 <flags>: (\\seen) became (\\flagged)",
            "date differs: INBOX UID 5 <date>: 2020-01-01T09:00:00Z became 2020-01-01T09:00:01Z",
            "foreign: INBOX UID 6 <foreign>: 26 bytes");
    assertThat(verdict.counts())
        .containsEntry(LOST, 1)
        .containsEntry(DOUBLED, 1)
        .containsEntry(ALTERED, 1)
        .containsEntry(FLAGS, 1)
        .containsEntry(DATE, 1)
        .containsEntry(FOREIGN, 1);
  }

  @Test
  void seesATwinThatIsMissingAndOneTooMany() {
    Side two = inbox(mail("a", "x"), mail("a", "x"));
    Side one = inbox(mail("a", "x"));

    assertThat(compare(two, one).counts()).isEqualTo(Map.of(LOST, 1));
    assertThat(compare(one, two).counts()).isEqualTo(Map.of(DOUBLED, 1));
  }

  @Test
  void doesNotTakeADoubledMessageForAnAlteredOneWithItsMessageId() {
    Side source = inbox(mail("same", "one"), mail("same", "two"));
    Side destination = inbox(mail("same", "one"), mail("same", "one"));

    assertThat(compare(source, destination).counts()).isEqualTo(Map.of(LOST, 1, DOUBLED, 1));
  }

  @Test
  void pairsTwinsByTheirFlagsBeforeItComplains() {
    Side source = inbox(mail("a", "x", "\\Seen"), mail("a", "x"));
    Side destination = inbox(mail("a", "x"), mail("a", "x", "\\Seen"));

    assertThat(compare(source, destination).counts()).isEqualTo(Map.of(ORDER, 1));
    assertThat(new Judge().withoutOrder().compare(source, destination).isEqual()).isTrue();
  }

  @Test
  void forgivesWhatNormalisingForgivesAndListsIt() {
    Side source =
        inbox(
            SeedMail.of(octets("A: b\n\nbare\nNUL \0"), WHEN),
            SeedMail.of(octets("no final line end"), WHEN),
            SeedMail.of(octets(""), WHEN),
            SeedMail.of(octets("bare\rCR\r\n"), WHEN));
    Side destination =
        inbox(
            SeedMail.of(octets("A: b\r\n\r\nbare\r\nNUL \u0080"), WHEN),
            SeedMail.of(octets("no final line end\r\n"), WHEN),
            SeedMail.of(octets("\r\n"), WHEN),
            SeedMail.of(octets("bare\r\nCR\r\n"), WHEN.plusYears(1)));

    Verdict verdict = compare(source, destination);

    assertThat(verdict.normalised())
        .containsExactly(
            "INBOX UID 1: 16 became 19", "INBOX UID 2: 17 became 19", "INBOX UID 3: 0 became 2");
    assertThat(verdict.counts()).isEqualTo(Map.of(LOST, 1, FOREIGN, 1));
  }

  @Test
  void namesTheFewestMessagesThatAreOutOfOrder() {
    List<SeedMail> inOrder = IntStream.range(0, 100).mapToObj(i -> mail("m" + i, "b" + i)).toList();
    List<SeedMail> oneMoved = new ArrayList<>(inOrder);
    Collections.rotate(oneMoved.subList(10, 61), 1);

    Verdict verdict =
        compare(
            new ExpectedSide(Map.of("INBOX", inOrder), Set.of()),
            new ExpectedSide(Map.of("INBOX", oneMoved), Set.of()));

    assertThat(verdict.of(ORDER)).singleElement().asString().contains("<m60>: stands as UID 11");
  }

  @Test
  void comparesFoldersThroughTheNamingAndSubscriptions() {
    Side source =
        new ExpectedSide(
            Map.of("INBOX", List.of(), "Sent Items", List.of(mail("a", "x")), "B", List.of()),
            Set.of("Sent Items", "B"));
    Side destination =
        new ExpectedSide(
            Map.of("INBOX", List.of(), "Sent", List.of(mail("a", "x")), "Own", List.of()),
            Set.of("Sent", "Own"));

    Verdict verdict =
        new Judge()
            .naming(name -> name.equals("Sent Items") ? "Sent" : name)
            .compare(source, destination);

    assertThat(verdict.differences().stream().map(Difference::toString))
        .containsExactlyInAnyOrder(
            "folder missing: B: B with 0 messages",
            "folder extra: Own",
            "not subscribed: B",
            "subscribed extra: Own");
    assertThat(verdict.counts().keySet())
        .containsExactlyInAnyOrder(FOLDER_MISSING, FOLDER_EXTRA, NOT_SUBSCRIBED, SUBSCRIBED_EXTRA);
  }

  @Test
  void leavesOutWhatItIsToldToLeaveOut() {
    SeedMail own = mail("own", "x");
    Side source =
        new ExpectedSide(
            Map.of("INBOX", List.of(mail("a", "x", "\\Deleted")), "Trash", List.of(own)), Set.of());
    Side destination =
        new ExpectedSide(
            Map.of("INBOX", List.of(mail("a", "x"), own), "Own", List.of()), Set.of("Own"));

    Verdict verdict =
        new Judge()
            .selecting(name -> !name.equals("Trash"))
            .leavingOutFlags(List.of("\\Deleted"))
            .allowingForeignMessages()
            .allowingExtraFolders()
            .withoutSubscriptions()
            .compare(source, destination);

    assertThat(verdict.differences()).isEmpty();
  }

  @Test
  void callsMessagesByTheirNamesInTheCorpus() {
    SeedMail mail = mail("a", "x");
    Map<ContentDigest, String> names =
        Map.of(ContentDigest.normalised(mail.content()), "exact-twin");

    Verdict verdict = new Judge().messageNames(names).compare(inbox(mail), inbox());

    assertThat(verdict.differences()).singleElement().asString().contains("[exact-twin]");
  }

  @Test
  void readsBothSidesOverImap() {
    try (var server = MemoryImapServer.start()) {
      for (String user : List.of("alice", "bob")) {
        var account = server.addAccount(user, "pw");
        account.create("Müll").deliver(octets("A: b\r\n\r\nx"), WHEN, "\\Seen", "Label");
        account.subscribe("Müll");
      }
      server.account("bob").mailbox("Müll").deliver(octets("A: b\r\n\r\nx"), WHEN);
      try (var alice = SeedImap.logIn(server.host(), server.port(), "alice", "pw");
          var bob = SeedImap.logIn(server.host(), server.port(), "bob", "pw")) {
        Verdict verdict = compare(new ImapSide(alice), new ImapSide(bob));

        assertThat(verdict.counts()).isEqualTo(Map.of(DOUBLED, 1));
        assertThat(verdict.messages()).isEqualTo(1);
      }
    }
  }

  @Test
  void judgesAHundredThousandMessagesInOneFolder() {
    Iterable<SeedMail> many =
        () ->
            IntStream.range(0, 100_000)
                .mapToObj(i -> SeedMail.of(octets("N: " + i / 2 + "\r\n\r\n"), WHEN.plusSeconds(i)))
                .iterator();
    Side side = new ExpectedSide(Map.of("INBOX", many), Set.of());

    Verdict verdict = compare(side, side);

    assertThat(verdict.isEqual()).isTrue();
    assertThat(verdict.messages()).isEqualTo(100_000);
  }

  @Test
  void seesADigestHoweverTheOctetsArrive() {
    byte[] content = octets("A: b\r\n\r\n" + "line\n\r\n\r".repeat(20_000));
    var whole = new MailReader();
    whole.write(content, 0, content.length);
    var single = new MailReader();
    for (byte octet : content) {
      single.write(octet);
    }

    assertThat(whole.finish()).isEqualTo(single.finish());
    assertThat(ContentDigest.normalised(MailContent.of(octets("a\n"))))
        .isEqualTo(ContentDigest.normalised(MailContent.of(octets("a\r\n"))))
        .isNotEqualTo(ContentDigest.normalised(MailContent.of(octets("a \r\n"))));
  }
}
