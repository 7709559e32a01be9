package org.transhume.imap.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.seed.SeedImap;

class CorpusTest {
  private final AwkwardCorpus awkward = new AwkwardCorpus(1);

  private static String text(SeedMail mail) {
    return new String(mail.content().octets(), StandardCharsets.ISO_8859_1);
  }

  private String only(String kind) {
    return text(awkward.specimen(kind, 0).getFirst().mail());
  }

  private static String digest(Corpus corpus) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (CorpusFolder folder : corpus.folders()) {
      digest.update(folder.name().toString().getBytes(StandardCharsets.UTF_8));
      for (CorpusMail mail : folder.mails()) {
        digest.update(mail.kind().getBytes(StandardCharsets.UTF_8));
        digest.update(mail.mail().content().octets());
        digest.update(mail.mail().internalDate().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(mail.mail().flags().toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  @Test
  void isTheSameEverywhereForTheSameSeed() throws Exception {
    assertThat(digest(RealisticCorpus.tree(1, RealisticCorpus.Profile.SMALL, 300)))
        .isEqualTo("90fb06eeafc2e549");
    assertThat(digest(awkward.tree(1, name -> true))).isEqualTo("b92dddd0ebf24fc3");
    assertThat(digest(RealisticCorpus.tree(2, RealisticCorpus.Profile.SMALL, 300)))
        .isNotEqualTo(digest(RealisticCorpus.tree(1, RealisticCorpus.Profile.SMALL, 300)));
  }

  @Test
  void datesNothingIntoTheFutureHoweverMuchThereIs() {
    var tiny = new RealisticMail(3, RealisticCorpus.Profile.TINY, 0);
    OffsetDateTime end = OffsetDateTime.parse("2021-01-01T00:00:00Z");

    assertThat(Stream.of(0, 99_999, 100_000, 999_999).map(number -> tiny.mail(number)))
        .allSatisfy(mail -> assertThat(mail.internalDate().orElseThrow()).isBefore(end));
  }

  @Test
  void hasTheSizesOfRealMail() {
    var small = RealisticCorpus.tree(3, RealisticCorpus.Profile.SMALL, 2000);
    var medium = RealisticCorpus.tree(3, RealisticCorpus.Profile.MEDIUM, 3000);
    var tiny = RealisticCorpus.inbox(3, RealisticCorpus.Profile.TINY, 1000);

    assertThat(meanBytes(small)).isCloseTo(6000, within(1500.0));
    assertThat(meanBytes(medium)).isCloseTo(69_000, within(30_000.0));
    assertThat(meanBytes(tiny)).isCloseTo(2000, within(500.0));
    assertThat(small.folders()).hasSize(14);
    assertThat(small.messageCount()).isEqualTo(2000);
  }

  private static double meanBytes(Corpus corpus) {
    long bytes = 0;
    for (CorpusFolder folder : corpus.folders()) {
      for (SeedMail mail : folder.seedMails()) {
        bytes += mail.content().sizeBytes();
      }
    }
    return (double) bytes / corpus.messageCount();
  }

  @Test
  void writesExactlyAsManyOctetsAsItSays() throws Exception {
    var mails = new ArrayList<SeedMail>();
    awkward.mails(1).forEach(mail -> mails.add(mail.mail()));
    RealisticCorpus.tree(5, RealisticCorpus.Profile.MEDIUM, 300)
        .folders()
        .forEach(folder -> folder.seedMails().forEach(mails::add));
    for (SeedMail mail : mails) {
      var counter = new CountingOutput();
      mail.content().writeTo(counter);
      assertThat(counter.octets).isEqualTo(mail.content().sizeBytes());
    }
  }

  @Test
  void streamsAMessageThatIsLargerThanTheHeap() throws Exception {
    var counter = new CountingOutput();

    var large = AwkwardCorpus.large(1, 1_000_000_000).mail().content();
    large.writeTo(counter);

    assertThat(counter.octets).isEqualTo(large.sizeBytes()).isGreaterThan(999_000_000L);
  }

  private static final class CountingOutput extends OutputStream {
    private long octets;

    @Override
    public void write(int octet) {
      octets++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      octets += length;
    }
  }

  @Test
  void repliesNameMessagesOfTheSameFolder() {
    Set<String> ids = new HashSet<>();
    int replies = 0;
    for (SeedMail mail :
        RealisticCorpus.inbox(7, RealisticCorpus.Profile.SMALL, 200)
            .folders()
            .getFirst()
            .seedMails()) {
      for (String line : text(mail).split("\r\n", -1)) {
        if (line.startsWith("Message-ID: ")) {
          ids.add(line.substring(12));
        }
        if (line.startsWith("In-Reply-To: ")) {
          replies++;
          assertThat(ids).contains(line.substring(13));
        }
      }
    }
    assertThat(ids).hasSize(200);
    assertThat(replies).isGreaterThan(50);
  }

  @Test
  void isAwkwardInTheWaysItSays() {
    assertThat(awkward.specimen("exact-twins", 3))
        .hasSize(2)
        .extracting(mail -> text(mail.mail()))
        .allMatch(text -> text.equals(text(awkward.specimen("exact-twins", 3).getFirst().mail())));
    assertThat(only("no-message-id")).doesNotContainIgnoringCase("message-id");
    assertThat(only("nul-in-body")).contains("\0");
    assertThat(only("only-crlf")).isEqualTo("\r\n");
    assertThat(only("no-final-crlf")).doesNotEndWith("\n");
    assertThat(only("bare-lf").replace("\r\n", "")).contains("\n");
    assertThat(only("bare-cr").replace("\r\n", "")).contains("\r");
    assertThat(only("header-only")).endsWith("\r\n\r\n");
    assertThat(only("header-only-no-blank-line")).endsWith("\r\n").doesNotContain("\r\n\r\n");
    assertThat(only("line-of-1mb")).contains("l".repeat(1 << 20));
    assertThat(only("1200-parts").split("--b\r\n", -1)).hasSize(1201);
    assertThat(only("nested-rfc822-6-deep").split("message/rfc822", -1)).hasSize(7);
    assertThat(only("header-of-300kb-in-fields").length()).isGreaterThan(300_000);
    assertThat(only("header-of-300kb-in-one-field").length()).isGreaterThan(300_000);
    assertThat(only("mbox-from-line-first")).startsWith("From ");
    assertThat(awkward.kinds()).doesNotHaveDuplicates().hasSizeGreaterThan(180);
    assertThat(awkward.kinds()).allMatch(kind -> kind.matches("[a-z0-9-]+"));
  }

  @Test
  void differsFromSpecimenToSpecimen() {
    int same = 0;
    for (String kind : awkward.kinds()) {
      if (text(awkward.specimen(kind, 0).getFirst().mail())
          .equals(text(awkward.specimen(kind, 1).getFirst().mail()))) {
        same++;
      }
    }
    // Only what has no room for a difference: "\r\n", a space, a letter.
    assertThat(same).isLessThanOrEqualTo(4);
  }

  @Test
  void standsOnAServerAsItWasMade() {
    Corpus corpus = awkward.tree(1, name -> name.isPossibleWith('/'));
    try (var server = MemoryImapServer.start()) {
      server.addAccount("alice", "pw");
      try (var client = SeedImap.logIn(server.host(), server.port(), "alice", "pw")) {
        corpus.seed(client, '/', "");

        var verdict =
            new Judge()
                .messageNames(corpus.kinds())
                .compare(corpus.expected('/', ""), new ImapSide(client));

        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.normalised()).isEmpty();
        assertThat(verdict.messages()).isEqualTo(corpus.messageCount()).isGreaterThan(200);
        assertThat(List.copyOf(corpus.kinds().values()))
            .contains("exact-twins", "bare-lf", "no-message-id");
      }
    }
  }
}
