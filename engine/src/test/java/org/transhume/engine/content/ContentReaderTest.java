package org.transhume.engine.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.engine.content.Oddity.BARE_CR;
import static org.transhume.engine.content.Oddity.BARE_LF;
import static org.transhume.engine.content.Oddity.EIGHT_BIT_HEADER;
import static org.transhume.engine.content.Oddity.LONG_LINE;
import static org.transhume.engine.content.Oddity.NO_FINAL_CRLF;
import static org.transhume.engine.content.Oddity.NUL;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentReaderTest {
  private final ContentReader reader = new ContentReader();

  static Stream<Arguments> normalForms() {
    return Stream.of(
        Arguments.of("a\r\nb\r\n", "a\r\nb\r\n", Set.of()),
        Arguments.of("a\nb\n", "a\r\nb\r\n", Set.of(BARE_LF)),
        Arguments.of("a\r\nb", "a\r\nb\r\n", Set.of(NO_FINAL_CRLF)),
        Arguments.of("a\r\r\nb\r\n", "a\r\nb\r\n", Set.of(BARE_CR)),
        Arguments.of("a\r\r\r\nb\r\n", "a\r\nb\r\n", Set.of(BARE_CR)),
        Arguments.of("a\rb\r\n", "a\rb\r\n", Set.of(BARE_CR)),
        Arguments.of("a\r\rb\r\n", "a\r\rb\r\n", Set.of(BARE_CR)),
        Arguments.of("a\r\0\n", "a\r\u0080\r\n", Set.of(BARE_CR, NUL, BARE_LF)),
        Arguments.of("a\r", "a\r\n", Set.of(BARE_CR, NO_FINAL_CRLF)),
        Arguments.of("a\r\r", "a\r\n", Set.of(BARE_CR, NO_FINAL_CRLF)),
        Arguments.of("a\r\n\r", "a\r\n\r\n", Set.of(BARE_CR, NO_FINAL_CRLF)),
        Arguments.of("a\0b\0\0\r\n", "a\u0080b\u0080\u0080\r\n", Set.of(NUL)),
        Arguments.of("\t\u0001\u00ff\r\n", "\t\u0001\u00ff\r\n", Set.of(EIGHT_BIT_HEADER)),
        Arguments.of("", "\r\n", Set.of(NO_FINAL_CRLF)),
        Arguments.of("\r\n", "\r\n", Set.of()),
        Arguments.of("\n", "\r\n", Set.of(BARE_LF)),
        Arguments.of("\r", "\r\n", Set.of(BARE_CR, NO_FINAL_CRLF)),
        Arguments.of("x".repeat(998) + "\r\n", "x".repeat(998) + "\r\n", Set.of()),
        Arguments.of("x".repeat(999) + "\r\n", "x".repeat(999) + "\r\n", Set.of(LONG_LINE)),
        Arguments.of("x".repeat(998) + "\n", "x".repeat(998) + "\r\n", Set.of(BARE_LF)),
        Arguments.of("x".repeat(999) + "\n", "x".repeat(999) + "\r\n", Set.of(BARE_LF, LONG_LINE)),
        Arguments.of("x".repeat(998), "x".repeat(998) + "\r\n", Set.of(NO_FINAL_CRLF)),
        Arguments.of("x".repeat(999), "x".repeat(999) + "\r\n", Set.of(NO_FINAL_CRLF, LONG_LINE)),
        Arguments.of("A: \u00e9\r\n\r\nb\r\n", "A: \u00e9\r\n\r\nb\r\n", Set.of(EIGHT_BIT_HEADER)),
        Arguments.of("To: \u00e9\r\n\r\n", "To: \u00e9\r\n\r\n", Set.of(EIGHT_BIT_HEADER)),
        Arguments.of("\u00e9: b\r\n\r\n", "\u00e9: b\r\n\r\n", Set.of(EIGHT_BIT_HEADER)),
        Arguments.of("A: b\r\n\r\n\u00e9\r\n", "A: b\r\n\r\n\u00e9\r\n", Set.of()),
        Arguments.of("\r\n".repeat(600), "\r\n".repeat(600), Set.of()),
        Arguments.of("\n".repeat(9000), "\r\n".repeat(9000), Set.of(BARE_LF)),
        Arguments.of("\r".repeat(9000) + "z\r\n", "\r".repeat(9000) + "z\r\n", crsThenLong()));
  }

  private static Set<Oddity> crsThenLong() {
    return EnumSet.of(BARE_CR, LONG_LINE);
  }

  @ParameterizedTest
  @MethodSource("normalForms")
  void digestsTheNormalFormHoweverTheOctetsAreCut(String raw, String normal, Set<Oddity> oddities)
      throws Exception {
    byte[] octets = raw.getBytes(ISO_8859_1);
    var expected = new Content(digestOf(normal.getBytes(ISO_8859_1)), 0, oddities, octets.length);

    assertThat(withoutIdentity(readWhole(octets))).isEqualTo(expected);
    assertThat(withoutIdentity(readInParts(octets, _ -> 1))).isEqualTo(expected);
    assertThat(withoutIdentity(readDirect(octets))).isEqualTo(expected);
    var random = new Random(raw.hashCode());
    assertThat(withoutIdentity(readInParts(octets, left -> 1 + random.nextInt(left))))
        .isEqualTo(expected);
  }

  @Test
  void agreesWithAPlainReadingOfRandomOctetsCutAtRandom() throws Exception {
    var random = new Random(20261123);
    byte[] alphabet = {
      '\r', '\r', '\n', '\n', 0, 'a', 'b', '\t', ':', ' ', 13 + 1, (byte) 0x8d, -1
    };
    for (int round = 0; round < 3000; round++) {
      var octets = new byte[random.nextInt(300)];
      int plain = random.nextInt(40);
      for (int i = 0; i < octets.length; i++) {
        octets[i] =
            random.nextInt(40) < plain ? (byte) 'x' : alphabet[random.nextInt(alphabet.length)];
      }

      Content read = readInParts(octets, left -> 1 + random.nextInt(left));

      assertThat(read.digest()).isEqualTo(digestOf(plainNormalForm(octets)));
      assertThat(read).isEqualTo(readWhole(octets));
    }
  }

  @Test
  void digestsLongCleanMessagesAsTheyAre() throws Exception {
    var octets = new byte[300_000];
    for (int i = 0; i < octets.length; i++) {
      int column = i % 78;
      octets[i] = (byte) (column < 76 ? 'A' + column % 26 : column == 76 ? '\r' : '\n');
    }
    octets[octets.length - 2] = '\r';
    octets[octets.length - 1] = '\n';

    assertThat(readWhole(octets).digest()).isEqualTo(digestOf(octets));
    assertThat(readInParts(octets, left -> Math.min(left, 8191)).digest())
        .isEqualTo(digestOf(octets));
  }

  @Test
  void leavesThePositionOfTheBufferAloneAndReadsOnlyWhatRemains() throws Exception {
    var whole = ByteBuffer.wrap("--a\r\n--".getBytes(ISO_8859_1));
    for (ByteBuffer each : new ByteBuffer[] {whole, whole.asReadOnlyBuffer()}) {
      each.position(2).limit(5);

      reader.read(each);

      assertThat(each.position()).isEqualTo(2);
      assertThat(reader.finish().digest()).isEqualTo(digestOf("a\r\n".getBytes(ISO_8859_1)));
    }
  }

  @Test
  void readsTheNextMessageAsIfItWereTheFirst() {
    byte[] first = "Subject: one\r\nTo: a\r\n\r\nx\0\ny\r".getBytes(ISO_8859_1);
    byte[] second = "Message-ID: <2>\r\n\r\nfine\r\n".getBytes(ISO_8859_1);
    Content alone = new ContentReaderTest().readWhole(second);

    reader.read(ByteBuffer.wrap(first));
    reader.reset();
    assertThat(readWhole(second)).isEqualTo(alone);
    readWhole(first);
    assertThat(readWhole(second)).isEqualTo(alone);
    reader.read(ByteBuffer.wrap(new byte[100_000]));
    reader.reset();
    assertThat(readWhole(second)).isEqualTo(alone);
  }

  @Test
  void tellsTheIdentityOfItsHeader() {
    byte[] message =
        "Received: x\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nMessage-ID: <1@example.org>\r\n\r\nTo: body\r\n"
            .getBytes(ISO_8859_1);
    byte[] fields =
        "message-id: <1@example.org>\r\nSUBJECT: caf\u00c3\u00a9\r\n\r\n".getBytes(ISO_8859_1);

    assertThat(readInParts(message, _ -> 1).identity())
        .isEqualTo(
            Identity.of(org.transhume.engine.endpoint.HeaderFields.copyOf(ByteBuffer.wrap(fields)))
                .hash());
  }

  private static Content withoutIdentity(Content content) {
    return new Content(content.digest(), 0, content.oddities(), content.sizeBytes());
  }

  private Content readWhole(byte[] octets) {
    reader.read(ByteBuffer.wrap(octets));
    return reader.finish();
  }

  private Content readDirect(byte[] octets) {
    reader.read(ByteBuffer.allocateDirect(octets.length).put(octets).flip());
    return reader.finish();
  }

  private Content readInParts(byte[] octets, java.util.function.IntUnaryOperator nextLength) {
    for (int at = 0; at < octets.length; ) {
      int length = nextLength.applyAsInt(octets.length - at);
      reader.read(ByteBuffer.wrap(octets, at, length));
      at += length;
    }
    return reader.finish();
  }

  private static ContentDigest digestOf(byte[] normalForm) throws Exception {
    var digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(normalForm));
    return new ContentDigest(digest.getLong(), digest.getLong());
  }

  /** The normal form said in one expression, on text, slowly. */
  private static byte[] plainNormalForm(byte[] octets) {
    String lines = new String(octets, ISO_8859_1).replaceAll("\r*\n", "\n").replaceAll("\r*$", "");
    String ended = lines.endsWith("\n") && octets[octets.length - 1] == '\n' ? lines : lines + "\n";
    return ended.replace("\n", "\r\n").replace('\0', '\u0080').getBytes(ISO_8859_1);
  }
}
