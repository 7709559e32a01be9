package org.transhume.engine.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.engine.content.Repair.FINAL_CRLF;
import static org.transhume.engine.content.Repair.LINE_ENDS;
import static org.transhume.engine.content.Repair.LONG_LINES;
import static org.transhume.engine.content.Repair.NUL;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("I5")
class MenderTest {
  private static final String HEAD = "Subject: s\r\n\r\n";

  static Stream<Arguments> repairs() {
    String x998 = "x".repeat(998);
    return Stream.of(
        Arguments.of(Set.of(LINE_ENDS), "A: b\n\nc\nd\r\n", "A: b\r\n\r\nc\r\nd\r\n"),
        Arguments.of(Set.of(LINE_ENDS), HEAD + "a\r\r\nb\r\r\r\n", HEAD + "a\r\nb\r\n"),
        Arguments.of(Set.of(LINE_ENDS), HEAD + "a\rb\r\rc\r\n", HEAD + "a\r\nb\r\n\r\nc\r\n"),
        Arguments.of(Set.of(LINE_ENDS), "A: b\rc\r\n\r\n", "A: b c\r\n\r\n"),
        Arguments.of(Set.of(LINE_ENDS), "A: b\r\r\n\r\r\nc\rd", "A: b\r\n\r\nc\r\nd"),
        Arguments.of(Set.of(LINE_ENDS), HEAD + "a\r", HEAD + "a\r\n"),
        Arguments.of(Set.of(LINE_ENDS), HEAD + "a", HEAD + "a"),
        Arguments.of(Set.of(LINE_ENDS), "", ""),
        Arguments.of(Set.of(LINE_ENDS), "A: b\rB: c\r\rd\re\r", "A: b\r\nB: c\r\n\r\nd\r\ne\r\n"),
        Arguments.of(Set.of(LINE_ENDS), "A: b\r c\r\rd", "A: b\r\n c\r\n\r\nd"),
        Arguments.of(Set.of(LINE_ENDS), "A: b\rname", "A: b name"),
        Arguments.of(
            Set.of(LINE_ENDS), "A: b\r" + "n".repeat(80) + ": c", "A: b " + "n".repeat(80) + ": c"),
        Arguments.of(Set.of(LINE_ENDS), "\rA: b\r\n", " A: b\r\n"),
        Arguments.of(
            Set.of(LINE_ENDS), "A: b\nC: d\rE: f\r\rg\n\n", "A: b\r\nC: d E: f  g\r\n\r\n"),
        Arguments.of(Set.of(FINAL_CRLF), HEAD + "a\nb", HEAD + "a\nb\r\n"),
        Arguments.of(Set.of(FINAL_CRLF), HEAD + "a\r", HEAD + "a\r\n"),
        Arguments.of(Set.of(FINAL_CRLF), HEAD + "a\n", HEAD + "a\n"),
        Arguments.of(Set.of(FINAL_CRLF), "", "\r\n"),
        Arguments.of(Set.of(FINAL_CRLF, LINE_ENDS), "a\r\n\r", "a\r\n\r\n"),
        Arguments.of(Set.of(NUL), "A: b\0\r\n\r\nc\0\0\r\n", "A: b?\r\n\r\nc\u0080\u0080\r\n"),
        Arguments.of(Set.of(NUL), "A: b\0\n\n\0", "A: b?\n\n\u0080"),
        Arguments.of(Set.of(NUL), HEAD + "a\rb\r\r\nc\r", HEAD + "a\rb\r\r\nc\r"),
        Arguments.of(Set.of(LONG_LINES), x998 + "\r\n", x998 + "\r\n"),
        Arguments.of(Set.of(LONG_LINES), x998 + "x\r\n", x998 + "\r\n x\r\n"),
        Arguments.of(Set.of(LONG_LINES), x998 + "x", x998 + "\r\n x"),
        Arguments.of(Set.of(LONG_LINES), x998 + "x\n", x998 + "\r\n x\n"),
        Arguments.of(
            Set.of(LONG_LINES),
            "A: b " + x998 + "\r\n",
            "A: b\r\n " + x998.substring(1) + "\r\n x\r\n"),
        Arguments.of(
            Set.of(LONG_LINES),
            "\ta b\t" + x998 + "\r\n",
            "\ta b\r\n\t" + x998.substring(1) + "\r\n x\r\n"),
        Arguments.of(Set.of(), "A: b\0\rc\n\n" + x998 + x998, "A: b\0\rc\n\n" + x998 + x998));
  }

  @ParameterizedTest
  @MethodSource("repairs")
  void mendsWhatItWasToldToHoweverTheOctetsAreCut(Set<Repair> repairs, String raw, String mended) {
    byte[] octets = raw.getBytes(ISO_8859_1);
    var random = new Random(raw.hashCode());

    assertThat(mend(repairs, octets, left -> left)).isEqualTo(mended.getBytes(ISO_8859_1));
    assertThat(mend(repairs, octets, _ -> 1)).isEqualTo(mended.getBytes(ISO_8859_1));
    assertThat(mend(repairs, octets, left -> 1 + random.nextInt(left)))
        .isEqualTo(mended.getBytes(ISO_8859_1));
  }

  @Test
  void breaksNoCharacterOfUtf8() {
    byte[] line = ("\u65e5\u672c\u8a9e".repeat(500) + "\r\n").getBytes(UTF_8);

    String mended = new String(mend(Set.of(LONG_LINES), line, left -> left), UTF_8);

    assertThat(mended).doesNotContain("\uFFFD");
    assertThat(mended.replace("\r\n ", "")).isEqualTo(new String(line, UTF_8));
  }

  /** Of random octets nothing odd is left that was to be mended, and nothing is mended twice. */
  @Test
  void leavesNothingToMendInRandomOctets() {
    var random = new Random(20261124);
    for (int i = 0; i < 3_000; i++) {
      byte[] raw = randomOctets(random);
      EnumSet<Repair> repairs = EnumSet.noneOf(Repair.class);
      for (Repair repair : Repair.values()) {
        if (random.nextBoolean()) {
          repairs.add(repair);
        }
      }

      byte[] mended = mend(repairs, raw, left -> 1 + random.nextInt(left));

      Set<Oddity> odd = read(mended).oddities();
      assertThat(repairs).as(Arrays.toString(raw)).noneMatch(repair -> repair.mends(odd));
      assertThat(mend(repairs, mended, left -> left)).isEqualTo(mended);
      assertThat(Repair.ofCode(Repair.code(repairs))).isEqualTo(repairs);
    }
  }

  /** In a body line ends, a final one and NUL are what the digest leaves aside anyway. */
  @Test
  void keepsTheDigestOfABodyButForBareCrAndBrokenLines() {
    var random = new Random(20261125);
    for (int i = 0; i < 2_000; i++) {
      byte[] body = randomOctets(random);
      for (int at = 0; at < body.length; at++) {
        body[at] = body[at] == '\r' ? (byte) 'r' : body[at];
      }
      byte[] raw = (HEAD + new String(body, ISO_8859_1)).getBytes(ISO_8859_1);

      byte[] mended = mend(Set.of(LINE_ENDS, FINAL_CRLF, NUL), raw, left -> left);

      assertThat(read(mended).digest()).isEqualTo(read(raw).digest());
    }
  }

  @Test
  void addsNothingButLineBreaksAndSpacesToLongLines() {
    var random = new Random(20261126);
    for (int i = 0; i < 500; i++) {
      var line = new StringBuilder();
      while (line.length() < 1 + random.nextInt(5_000)) {
        line.append(random.nextInt(300) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
      }

      byte[] raw = line.toString().getBytes(ISO_8859_1);
      String mended = new String(mend(Set.of(LONG_LINES), raw, left -> left), ISO_8859_1);

      assertThat(mended.replaceAll("[\r\n ]", "")).isEqualTo(line.toString().replace(" ", ""));
      assertThat(mended.lines()).allMatch(part -> part.length() <= 998);
      assertThat(mended.lines().skip(1)).allMatch(part -> part.startsWith(" "));
    }
  }

  @Test
  void triesTheLeastFirst() {
    Set<Oddity> odd = Set.of(Oddity.LONG_LINE, Oddity.NUL, Oddity.BARE_LF);
    Set<Repair> all = EnumSet.allOf(Repair.class);

    assertThat(Repair.next(all, Set.of(), odd)).contains(Set.of(LINE_ENDS));
    assertThat(Repair.next(all, Set.of(LINE_ENDS), odd)).contains(Set.of(LINE_ENDS, NUL));
    assertThat(Repair.next(all, Set.of(LINE_ENDS, NUL), odd))
        .contains(Set.of(LINE_ENDS, NUL, LONG_LINES));
    assertThat(Repair.next(all, all, odd)).isEmpty();
    assertThat(Repair.next(Set.of(NUL), Set.of(), odd)).contains(Set.of(NUL));
    assertThat(Repair.next(Set.of(FINAL_CRLF), Set.of(), odd)).isEmpty();
    assertThat(Repair.next(Set.of(), Set.of(), odd)).isEmpty();
  }

  private static byte[] randomOctets(Random random) {
    byte[] signs = {'\r', '\n', 0, ' ', 'a', ':', (byte) 0xE6, '\t'};
    var raw = new ByteArrayOutputStream();
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      int length = random.nextInt(6) == 0 ? 900 + random.nextInt(1_200) : 1 + random.nextInt(2);
      raw.writeBytes(
          new String(new char[] {(char) (signs[random.nextInt(8)] & 0xFF)})
              .repeat(length)
              .getBytes(ISO_8859_1));
    }
    return raw.toByteArray();
  }

  private static Content read(byte[] octets) {
    var reader = new ContentReader();
    reader.read(ByteBuffer.wrap(octets));
    return reader.finish();
  }

  private static byte[] mend(Set<Repair> repairs, byte[] octets, IntUnaryOperator partOf) {
    var mended = new ByteArrayOutputStream();
    var mender =
        new Mender(
            repairs,
            out -> {
              var part = new byte[out.remaining()];
              out.get(part);
              mended.writeBytes(part);
            });
    for (int at = 0; at < octets.length; ) {
      int length = partOf.applyAsInt(octets.length - at);
      mender.take(ByteBuffer.wrap(octets, at, length));
      at += length;
    }
    mender.finish();
    return mended.toByteArray();
  }
}
