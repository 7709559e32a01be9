package org.transhume.engine.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.HeaderFields;

class IdentityTest {
  private static final String USUAL =
      "Message-ID: <1@example.org>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
          + "From: Ann <ann@example.org>\r\nTo: bob@example.com\r\nSubject: Hello there\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Another order, other case of names, no blank line, no line end.
        "Subject: Hello there\r\nTo: bob@example.com\r\nFrom: Ann <ann@example.org>\r\n"
            + "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@example.org>",
        "MESSAGE-ID: <1@example.org>\nDATE: Mon, 23 Nov 2026 10:00:00 +0100\n"
            + "FROM: Ann <ann@example.org>\nTO: bob@example.com\nSUBJECT: Hello there\n\n",
        // Folded, white space elsewhere, CR CR LF.
        "Message-ID:\r\n"
            + " <1@example.org>\r\n"
            + "Date:Mon, 23 Nov 2026 10:00:00 +0100\r\r\n"
            + "From: Ann\r\n"
            + "\t<ann@example.org>  \r\n"
            + "To : bob@example.com\r\n"
            + "Subject: Hello\r\n"
            + "  there",
        // Fields nobody asked for, lines that are no fields, repeated and empty fields.
        "From ann@example.org Mon Nov 23 10:00:00 2026\r\nReceived: by mx; Subject: not me\r\n"
            + " Subject: nor me\r\nSubject:\r\nno field\r\n Subject: continued\r\n"
            + USUAL
            + "Subject: the body's",
        "Message-ID: <1@example.org>\r\nMessage-ID: <2@example.org>\r\n"
            + "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\nFrom: Ann <ann@example.org>\r\n"
            + "Subject: Hello there\r\nTo: bob@example.com\r\nSubject: Another\r\n\r\n",
        // Encoded.
        "Message-ID: <1@example.org>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
            + "From: =?us-ascii?Q?Ann?= <ann@example.org>\r\nTo: bob@example.com\r\n"
            + "Subject: =?UTF-8*en?b?SGVsbG8g?=\r\n =?utf-8?q?th=65re?=\r\n\r\n",
      })
  void staysTheSameInWhateverDressTheFieldsCome(String fields) {
    assertThat(of(fields)).isEqualTo(of(USUAL));
    assertThat(wholeMessage(fields)).isEqualTo(of(USUAL).hash());
  }

  @ParameterizedTest
  @CsvSource({
    "<1@example.org>, <2@example.org>",
    "<1@example.org>, <1@EXAMPLE.org>",
    "'Mon, 23 Nov', 'Tue, 24 Nov'",
    "Ann <, Anne <",
    "bob@, rob@",
    "Hello, hello",
    "Subject, X-Subject",
    "To, Too"
  })
  void changesWithEachOfItsFields(String was, String is) {
    assertThat(of(USUAL.replace(was, is)).hash()).isNotEqualTo(of(USUAL).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?iso-8859-1?Q?caf=E9_cr=E8me?= | caf\u00e9 cr\u00e8me",
        "=?ISO-8859-1?q?caf=e9?= =?iso-8859-1?b?Y3LobWU=?= | caf\u00e9cr\u00e8me",
        "=?utf-8?b?w4nDqW1lbnRz?= x | \u00c9\u00e9ments x",
        "=?utf-8?b?w4nD?= =?utf-8?b?qW1l?= | \u00c9\u00e9me",
        "=?koi8-r?B?79TQ0sHXzMXOztnF?= |"
            + " \u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043d\u044b\u0435",
        "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= | \u65e5\u672c",
        "=?utf-8?q?unpadded?==?utf-8?q?_and?= joined | unpadded and joined",
        "a =?us-ascii?q?b=?= | a b=",
        "=?us-ascii?q?=3?= | =3",
        "=?us-ascii?q?=3D=3d?= | ==",
        "=?us-ascii?q?=41=3?= | A=3",
        "=?us-ascii?q?=4g=g4=?= | =4g=g4=",
        "=?iso-8859-1?Q?=FF=0f=f0?= | \u00ff\u00f0",
        "=?us-ascii?q??= | ''",
        "=?us-ascii*?q?a?= | a",
        "=?utf-8?q?a?==?iso-8859-1?q?=E9?= | a\u00e9",
        "x=?utf-8?q?a?=y=?utf-8?q?b?= | xayb",
        "=?us-ascii?q?=zz?= | =zz",
        "=?utf-8?b?!!YW*Jj?= | abc",
        "=?utf-8?b?YQ==YmI=?= | a",
      })
  void decodesEncodedWords(String encoded, String decoded) {
    assertThat(ofSubject(encoded.getBytes(ISO_8859_1)))
        .isEqualTo(ofSubject(decoded.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?",
        "=??",
        "=???",
        "=????=",
        "=?x",
        "=?utf-8",
        "=?utf-8?",
        "=?utf-8?q",
        "=?utf-8?q?",
        "=?utf-8?q?a",
        "=?utf-8?q?a?",
        "=?utf-8?x?a?=",
        "=?no-such?q?a?=",
        "=?\u00e9?q?a?=",
        "=?../..?q?a?=",
        "=?*?q?a?=",
        "=?utf-8?qq?a?=",
        "=",
        "?="
      })
  void keepsWhatIsNoEncodedWordAsItIs(String text) {
    byte[] octets = text.getBytes(ISO_8859_1);

    assertThat(ofSubject(octets)).isNotEqualTo(of("Message-ID: <1>\r\n\r\n"));
    assertThat(ofSubject(octets)).isNotEqualTo(ofSubject("a".getBytes(ISO_8859_1)));
    assertThat(ofSubject(octets)).isEqualTo(ofSubject((" " + text).getBytes(ISO_8859_1)));
  }

  @Test
  void hashesWhatTheLedgerOfYearsAgoHashed() throws Exception {
    String fields =
        "Subject: =?iso-8859-1?q?caf=E9?=\r\nTo: b@x, c@x\r\nDate: Mon, 1 Jan 2001\r\n"
            + "X-Other: y\r\nMessage-ID: <1@x>\r\n\r\n";
    byte[] sha256 =
        MessageDigest.getInstance("SHA-256")
            .digest(
                "message-id:<1@x>\ndate:Mon,1Jan2001\nto:b@x,c@x\nsubject:caf\u00e9\n"
                    .getBytes(UTF_8));

    assertThat(of(fields)).isEqualTo(new Identity(ByteBuffer.wrap(sha256).getLong(), true));
  }

  @Test
  void decodesEverySextetOfBase64() {
    var octets = new byte[256];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    String encoded = Base64.getEncoder().encodeToString(octets);
    String text = new String(octets, 0x21, 0xdf, ISO_8859_1);

    assertThat(ofSubject(("=?iso-8859-1?B?" + encoded + "?=").getBytes(ISO_8859_1)))
        .isEqualTo(ofSubject(text.getBytes(UTF_8)));
  }

  @Test
  void takesRawEightBitTextForUtf8OrElseForLatin1() {
    assertThat(ofSubject("caf\u00e9".getBytes(UTF_8)))
        .isEqualTo(ofSubject("caf\u00e9".getBytes(ISO_8859_1)));
    assertThat(ofSubject(new byte[] {'a', 0, 'b'}))
        .isEqualTo(ofSubject(new byte[] {'a', (byte) 0x80, 'b'}));
  }

  @Test
  void knowsWhetherThereIsAMessageId() {
    assertThat(of("Message-ID: <1>\r\n").hasMessageId()).isTrue();
    assertThat(of("Message-ID: \r\n \r\nSubject: x\r\n").hasMessageId()).isFalse();
    assertThat(of("X: y\r\nMessage-ID: <1>\r\n").hasMessageId()).isTrue();
    assertThat(of("\r\nMessage-ID: <1>\r\n").hasMessageId()).isFalse();
    assertThat(of("").hasMessageId()).isFalse();
  }

  @Test
  void takesAnEmptyFieldForAnAbsentOne() {
    assertThat(of("Message-ID: <1>\r\nSubject:\r\nTo: =?utf-8?q?_?=x\r\n"))
        .isEqualTo(of("Message-ID: <1>\r\nTo: x\r\n"));
  }

  @Test
  void doesNotLetOneFieldPassForAnother() {
    assertThat(of("To: a\r\nSubject: b\r\n")).isNotEqualTo(of("Subject: a\r\nTo: b\r\n"));
    assertThat(of("To: ab\r\n")).isNotEqualTo(of("To: a\r\nSubject: b\r\n"));
  }

  @Test
  void looksAtTheFirstOctetsOfAVeryLongFieldOnly() {
    String recipients = "a@example.org, ".repeat(1000);

    assertThat(of("To: " + recipients + "x\r\nSubject: s\r\n"))
        .isEqualTo(of("To: " + recipients + "y\r\nSubject: s\r\n"));
    assertThat(of("To: " + recipients + "\r\nSubject: s\r\n"))
        .isNotEqualTo(of("To: " + recipients + "\r\nSubject: t\r\n"));
  }

  @Test
  void isTheSameOnBothSidesWhereTheHeaderIsLongerThanAnybodyLooks() {
    String header =
        "Message-ID: <1>\r\n" + "To: a@example.org\r\n".repeat(20_000) + "Subject: too far\r\n\r\n";

    assertThat(wholeMessage("Received: x\r\n" + header)).isEqualTo(of(header).hash());
    assertThat(of(header)).isEqualTo(of("To: a@example.org\r\nMessage-ID: <1>\r\n\r\n"));
  }

  @Test
  void findsTheFieldsBehindAnyAmountOfOtherHeader() {
    String header = "X-Long: " + "y".repeat(600_000) + "\r\n" + USUAL;

    assertThat(wholeMessage(header)).isEqualTo(of(USUAL).hash());
  }

  @ParameterizedTest
  @CsvSource({
    // What was appended, what Dovecot 2.3.19 answers to BODY[HEADER.FIELDS (…)].
    "'Subject : sp\r\n"
        + "foo bar\r\n"
        + " more\r\n"
        + "From: a\r"
        + "\0b\r\n"
        + "To: \u00c3\u00a9 \u00e9\r\n"
        + "From: second\r\n"
        + "message-id:\r\n"
        + " <a@b>\r\n\r\n"
        + "x\r\n"
        + "','Subject : sp\r\n"
        + "From: a\r"
        + "\u0080b\r\n"
        + "To: \u00c3\u00a9 \u00e9\r\n"
        + "From: second\r\n"
        + "message-id:\r\n"
        + " <a@b>\r\n\r\n"
        + "'",
    "'Subject: abc\nFrom: x\n y\n\nbody', 'Subject: abc\r\nFrom: x\r\n y\r\n\r\n'",
    "'Subject: nobody', 'Subject: nobody\r\n\r\n'",
    "' lead\r\nSubject: q\r\n\r\n', 'Subject: q\r\n\r\n'",
    "'From foo@bar Mon Jan 1 00:00\r\nSubject: mb\r\n\r\n', 'Subject: mb\r\n\r\n'",
    "'Subject: a\r\n \r\nFrom: x\r\n\r\nTo: no', 'Subject: a\r\n \r\nFrom: x\r\n\r\n'",
    "'Subject: a\r\n\r\r\nFrom: x\r\n\r\n', 'Subject: a\r\n\r\n'",
    "'Subject: a\rFrom: x\r\nTo: z\r\n\r\n', 'Subject: a\rFrom: x\r\nTo: z\r\n\r\n'",
    "'Subject\r\n : a\r\nTo: z\r\n\r\n', 'To: z\r\n\r\n'",
    "'Subject: x\r\n\r\r\nTo: body\r\n', 'Subject: x\r\n\r\n'",
  })
  void readsAHeaderAsDovecotDoes(String message, String answer) {
    assertThat(wholeMessage(message)).isEqualTo(of(answer).hash());
  }

  @Test
  void survivesAnyOctetsAndReadsThemTheSameHoweverTheyAreCut() {
    var random = new Random(7);
    String[] pieces = {
      "Subject:",
      "To",
      ":",
      "\r\n",
      "\n",
      "\r",
      " ",
      "\t",
      "=?utf-8?q?",
      "=?gb18030?B?",
      "?=",
      "=4",
      "\0",
      "\u00e9",
      "From: ",
      "date:",
      "=?iso-2022-jp?q?=1B$B",
      "x"
    };
    for (int round = 0; round < 3000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      byte[] octets = text.toString().getBytes(ISO_8859_1);
      var reader = new ContentReader();

      assertThatCode(() -> of(text.toString())).doesNotThrowAnyException();
      for (byte octet : octets) {
        reader.read(ByteBuffer.wrap(new byte[] {octet}));
      }
      assertThat(reader.finish().identity()).isEqualTo(of(text.toString()).hash());
    }
  }

  private static Identity of(String fields) {
    return Identity.of(HeaderFields.copyOf(ByteBuffer.wrap(fields.getBytes(ISO_8859_1))));
  }

  private static Identity ofSubject(byte[] subject) {
    var fields = ByteBuffer.allocate(100 + subject.length);
    fields.put("Message-ID: <1>\r\nSubject:".getBytes(ISO_8859_1));
    return Identity.of(HeaderFields.copyOf(fields.put(subject).flip()));
  }

  private static long wholeMessage(String message) {
    var reader = new ContentReader();
    reader.read(ByteBuffer.wrap(message.getBytes(ISO_8859_1)));
    return reader.finish().identity();
  }
}
