package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** The small values and readers. */
class ValuesTest {
  private static WireParser on(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return new WireParser(50).on(bytes, 0, bytes.length);
  }

  @Test
  void capabilitiesAreKnownInAnyCase() {
    var capabilities = Capabilities.parse("IMAP4REV1 literal+ AUTH=Plain AUTH=LOGIN  LITERAL- ");

    assertThat(capabilities.has("IMAP4rev1")).isTrue();
    assertThat(capabilities.has("AUTH=PLAIN")).isTrue();
    assertThat(capabilities.has("AUTH")).isFalse();
    assertThat(capabilities.values("auth")).containsExactlyInAnyOrder("PLAIN", "LOGIN");
    assertThat(capabilities.hasLiteralPlus()).isTrue();
    assertThat(capabilities.hasLiteralMinus()).isTrue();
    assertThat(capabilities.hasUidPlus()).isFalse();
    assertThat(capabilities)
        .isEqualTo(
            Capabilities.of(
                List.of("literal-", "AUTH=LOGIN", "AUTH=PLAIN", "LITERAL+", "imap4rev1")))
        .hasSameHashCodeAs(Capabilities.parse(capabilities.toString()));
    assertThat(Capabilities.none().isEmpty()).isTrue();
    assertThat(Capabilities.parse("")).isEqualTo(Capabilities.none());
  }

  @Test
  void revTwoBringsWhatIsPartOfIt() {
    var rev2 = Capabilities.parse("IMAP4rev2");

    assertThat(rev2.hasUidPlus()).isTrue();
    assertThat(rev2.hasLiteralMinus()).isTrue();
    assertThat(rev2.hasLiteralPlus()).isFalse();
    assertThat(rev2.hasOrRev2("ESEARCH")).isTrue();
    assertThat(Capabilities.none().hasOrRev2("ESEARCH")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "APPENDLIMIT=35651584, 35651584",
    "APPENDLIMIT, -1",
    "APPENDLIMIT=x, -1",
    "'', -1",
    "APPENDLIMIT=0, 0"
  })
  void appendLimitMayHaveNoValue(String announced, long bytes) {
    assertThat(Capabilities.parse(announced).appendLimit().orElse(-1)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17-Jul-1996 02:44:25 -0700",
        " 1-Jan-1970 00:00:00 +0000",
        "01-Feb-2024 12:00:00 +0530",
        "29-feb-2000 23:59:59 +1400",
        "31-DEC-9999 23:59:59 +0000",
        "30-Jun-2012 23:59:60 +0000",
        " 1-Jan-0000 00:00:00 +0000",
        "31-Jan-1969 00:00:00 -0000",
        "30-Feb-2020 00:00:00 +0000",
        "1-Jan-1970 00:00:00 +0000",
        " 0-Jan-1970 00:00:00 +0000",
        "17-Xxx-1996 02:44:25 -0700",
        "17-Jul-1996 02:44:25 *0700",
        "17-Jul-1996 2a:44:25 +0700",
        "17-Jul-1996 25:44:25 +0700",
        "17-Jul-1996 02:44:25 +07x0",
        "",
        "17-Jul-1996"
      })
  void datesAreReadFromBytesAsFromText(String text) {
    InternalDate expected;
    try {
      expected = InternalDate.parse(text);
    } catch (IllegalArgumentException _) {
      expected = null;
    }
    byte[] bytes = ("xx" + text + "yy").getBytes(ISO_8859_1);

    assertThat(DateReader.read(bytes, 2, bytes.length - 2)).isEqualTo(expected);
  }

  @RepeatedTest(300)
  void everyDateIsReadFromBytes(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var date =
        new InternalDate(
            random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(-1440, 1441));
    byte[] bytes = date.toString().getBytes(ISO_8859_1);

    assertThat(DateReader.read(bytes, 0, bytes.length)).isEqualTo(date);
  }

  @Test
  void theSameFlagTextGivesTheSameFlags() {
    var reader = new FlagsReader();
    var first = reader.read(on("(\\Seen $x) rest"));

    assertThat(first).isEqualTo(Flags.of(Flag.SEEN, Flag.of("$x")));
    assertThat(reader.read(on("(\\Seen $x)"))).isSameAs(first);
    assertThat(reader.read(on("( $x  \\Seen )"))).isEqualTo(first);
    assertThat(reader.read(on("()"))).isEqualTo(Flags.none());
    for (int i = 0; i < 5000; i++) {
      assertThat(reader.read(on("(k" + i + ")"))).isEqualTo(Flags.of(Flag.of("k" + i)));
    }
    assertThat(reader.read(on("(\\Seen $x)"))).isEqualTo(first);
  }

  @RepeatedTest(100)
  void aTallyAnswersLikeASet(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var model = new TreeSet<Long>();
    var tally = new UidTally();
    for (int i = 0; i < 120; i++) {
      long uid = 1 + random.nextInt(80);
      assertThat(tally.contains(uid)).isEqualTo(model.contains(uid));
      assertThat(tally.add(uid)).isEqualTo(model.add(uid));
      assertThat(tally.contains(uid)).isTrue();
    }

    assertThat(tally.toSet())
        .isEqualTo(UidSet.of(model.stream().mapToLong(Long::longValue).toArray()));
  }

  @Test
  void aTallyTakesUidsInAnyOrder() {
    var uids = new ArrayList<Long>();
    for (long uid = 1; uid <= 1000; uid += 2) {
      uids.add(uid);
    }
    Collections.shuffle(uids, new Random(1));
    var tally = new UidTally();

    uids.forEach(tally::add);

    assertThat(tally.toSet().size()).isEqualTo(500);
    assertThat(tally.contains(2)).isFalse();
  }

  @RepeatedTest(30)
  void aSpoolGivesBackWhatItTook(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var expected = new ByteArrayOutputStream();
    try (var spool = new Spool(random.nextInt(3) == 0 ? 0 : random.nextInt(5000))) {
      for (int i = random.nextInt(20); i > 0; i--) {
        var bytes = new byte[random.nextInt(20_000)];
        random.nextBytes(bytes);
        expected.writeBytes(bytes);
        spool.accept(ByteBuffer.wrap(bytes));
      }
      var replayed = new ByteArrayOutputStream();
      spool.replay(
          slice -> {
            while (slice.hasRemaining()) {
              replayed.write(slice.get());
            }
          });

      assertThat(spool.length()).isEqualTo(expected.size());
      assertThat(replayed.toByteArray()).isEqualTo(expected.toByteArray());
    }
  }

  @Test
  void copyuidPairsMessagesByTheirPlace() {
    var told = CopyUids.of(new ResponseCode("COPYUID", "38505 304,319:320 3956,3958,3957"));

    assertThat(told.orElseThrow().destination())
        .containsExactly(new Uid(3956), new Uid(3958), new Uid(3957));
    for (String arguments :
        List.of(
            "",
            "1",
            "1 2",
            "1 2 3 4",
            "0 2 3",
            "1 2 3:4",
            "1 x 3",
            "1 2 x",
            "1 1:4294967295 1:4294967295")) {
      assertThat(CopyUids.of(new ResponseCode("COPYUID", arguments))).as(arguments).isEmpty();
    }
    assertThat(CopyUids.join(told, Optional.empty())).isEqualTo(told);
    assertThat(CopyUids.join(told, CopyUids.of(new ResponseCode("COPYUID", "9 1 1")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO [OVERQUOTA] full|ACCOUNT|NEVER",
        "NO [LIMIT] slow down|ACCOUNT|AFTER",
        "NO [THROTTLED] slow down|ACCOUNT|AFTER",
        "NO [UNAVAILABLE] later|SERVER|AFTER",
        "NO [SERVERBUG] oops|SERVER|AFTER",
        "NO [INUSE] locked|FOLDER|AFTER",
        "NO [NONEXISTENT] gone|FOLDER|NEVER",
        "NO no|FOLDER|NEVER",
        "BAD what|CONNECTION|NEVER"
      })
  void refusalsSayHowFarTheyReach(String line, Scope scope, Retry retry) {
    var in = on(line);
    var status = ResponseStatus.valueOf(in.atom());
    var response = StatusLine.parse(status, in, new Quirks(ImapListener.none()));
    var e = new RefusedException("X", response);

    assertThat(e.scope()).isEqualTo(scope);
    assertThat(e.retry()).isEqualTo(retry);
    assertThat(e.words()).isEqualTo(line);
    assertThat(response.words()).isEqualTo(line);
  }

  @Test
  void responsesPrintWhatTheyHold() {
    var bare = new TaggedResponse(ResponseStatus.OK, Optional.empty(), "");

    assertThat(bare.words()).isEqualTo("OK");
    assertThat(bare.said()).isEmpty();
    assertThat(new ResponseCode("trycreate", "")).hasToString("[TRYCREATE]");
    assertThat(new ResponseCode("UIDNEXT", "5")).hasToString("[UIDNEXT 5]");
  }

  @Test
  void fingerprintsAreTakenWithAndWithoutColons() {
    String hex = "ab".repeat(32);
    String colons = String.join(":", Collections.nCopies(32, "AB"));

    assertThat(new CertificatePolicy.Pinned(colons)).isEqualTo(new CertificatePolicy.Pinned(hex));
    assertThatIllegalArgumentException().isThrownBy(() -> new CertificatePolicy.Pinned("ab"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CertificatePolicy.Pinned("zz".repeat(32)));
  }

  @Test
  void settingsAreChecked() {
    var endpoint = ImapEndpoint.of("imap.example.com", 993, TlsMode.IMPLICIT);
    var settings = ConnectionSettings.of(endpoint);

    assertThat(endpoint).hasToString("imap.example.com:993");
    assertThat(settings.certificates()).isEqualTo(CertificatePolicy.systemTrust());
    for (String host : List.of("", " ", "a b", "a\r\nb", "a\u007f")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ImapEndpoint.of(host, 993, TlsMode.IMPLICIT));
    }
    for (int port : new int[] {0, -1, 65_536}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ImapEndpoint.of("a", port, TlsMode.IMPLICIT));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(10, 50, 1, 1, 10, 0));
  }

  @Test
  void bodySectionsAreWrittenOneWay() {
    assertThat(BodySection.whole().wire()).isEqualTo("BODY.PEEK[]");
    assertThat(new BodySection.Header().wire()).isEqualTo("BODY.PEEK[HEADER]");
    assertThat(BodySection.headerFields("Message-Id", "date").wire())
        .isEqualTo("BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE)]");
    for (String name : List.of("", "a b", "a:b", "a\r\nb", "a)b", "a\"b", "a]", "\u00e9")) {
      assertThatIllegalArgumentException().isThrownBy(() -> BodySection.headerFields(name));
    }
    assertThatIllegalArgumentException().isThrownBy(BodySection::headerFields);
    assertThat(FetchItems.of(FetchItem.SIZE, FetchItem.FLAGS).wire())
        .isEqualTo("(UID FLAGS RFC822.SIZE)");
    assertThat(ListQuery.list(Set.of(StatusItem.UNSEEN, StatusItem.MESSAGES)))
        .isEqualTo("(MESSAGES UNSEEN)");
  }
}
