package org.transhume.imap.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.mail.Ticker;

class WireParserTest {
  private static WireParser on(String text) {
    return on(text.getBytes(ISO_8859_1));
  }

  private static WireParser on(byte[] bytes) {
    var around = new byte[bytes.length + 6];
    System.arraycopy(bytes, 0, around, 3, bytes.length);
    return new WireParser(10).on(around, 3, 3 + bytes.length);
  }

  private static void assertWrong(Runnable parsing) {
    assertThatExceptionOfType(WireSyntaxException.class).isThrownBy(parsing::run);
  }

  @Test
  void readsNumbersOfSixtyThreeBits() {
    assertThat(on("0").number()).isZero();
    assertThat(on("007 ").number()).isEqualTo(7);
    assertThat(on("9223372036854775807").number()).isEqualTo(Long.MAX_VALUE);
    assertWrong(() -> on("9223372036854775808").number());
    assertWrong(() -> on("99999999999999999999").number());
    assertWrong(() -> on("-1").number());
    assertWrong(() -> on("").number());
  }

  @Test
  void readsKeywordsInAnyCaseAndAsWholeTokens() {
    assertThat(on("FETCH").keyword("FETCH")).isTrue();
    assertThat(on("fEtCh (").keyword("FETCH")).isTrue();
    assertThat(on("BODY[]").keyword("BODY")).isTrue();
    assertThat(on("FETCHED").keyword("FETCH")).isFalse();
    assertThat(on("FETC").keyword("FETCH")).isFalse();
    assertThat(on("RFC822.SIZE").keyword("RFC822")).isFalse();
    var in = on("FLAGS ()");
    assertThat(in.keyword("UID")).isFalse();
    assertThat(in.at()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INBOX|INBOX",
        "\"a b\"|a b",
        "\"a\\\"b\\\\c\"|a\"b\\c",
        "\"\"|``",
        "NIL|NIL",
        "#ns.x]y[z|#ns.x]y[z",
        "a\\b|a\\b"
      })
  void readsStrings(String text, String value) {
    assertThat(on(text + " next").string()).isEqualTo(value);
  }

  @Test
  void readsLiterals() {
    assertThat(on("{3}\r\na\r\n)").string()).isEqualTo("a\r\n");
    assertThat(on("{3}\nabc)").string()).isEqualTo("abc");
    assertThat(on("{3+}\r\nabc").string()).isEqualTo("abc");
    assertThat(on("{3-}\r\nabc").string()).isEqualTo("abc");
    assertThat(on("~{4}\r\na\0bc").octets()).isEqualTo("a\0bc".getBytes(ISO_8859_1));
    assertThat(on("{0}\r\n x").string()).isEmpty();
    assertWrong(() -> on("{9}\r\nabc").string());
    assertWrong(() -> on("{x}\r\nabc").string());
  }

  @Test
  void standsBeforeALiteralOnlyIfTheLineAnnouncesOne() throws IOException {
    assertThatExceptionOfType(LiteralAheadException.class).isThrownBy(line(" {9}")::octets);
    assertThatExceptionOfType(LiteralAheadException.class).isThrownBy(line(" ~{9}")::octets);
    assertWrong(() -> on("{9}").octets());
    WireParser forgotten = line("x){9}");
    forgotten.moveTo(2);
    assertWrong(forgotten::octets);
  }

  private static WireParser line(String text) throws IOException {
    var octets = new ByteArrayInputStream((text + "\r\n").getBytes(ISO_8859_1));
    var in = new WireInput(octets, 100, 100, 100, Ticker.system());
    in.readLine();
    var line = new WireParser(10).on(in);
    line.skipSpaces();
    return line;
  }

  @Test
  void readsUtf8AndReplacesWhatIsNone() {
    assertThat(on("\"Entwürfe\"".getBytes(UTF_8)).string()).isEqualTo("Entwürfe");
    assertThat(on("\"Entw\u00fcrfe\"").string()).isEqualTo("Entw\ufffdrfe");
    assertThat(on("\"Entw\u00fcrfe\"").octets()).isEqualTo("Entw\u00fcrfe".getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "\"open\\", "\"open\\\"", "", " x", ")", "(a)"})
  void refusesWhatIsNoString(String text) {
    assertWrong(() -> on(text).string());
  }

  @Test
  void tellsNilFromNames() {
    assertThat(on("NIL").nilOrString()).isNull();
    assertThat(on("nil)").nilOrString()).isNull();
    assertThat(on("NILS").nilOrString()).isEqualTo("NILS");
    assertThat(on("\"NIL\"").nilOrString()).isEqualTo("NIL");
  }

  @Test
  void readsLists() {
    assertThat(on("()").atoms()).isEmpty();
    assertThat(on("( \\Seen  $x )").atoms()).containsExactly("\\Seen", "$x");
    assertWrong(() -> on("(a").atoms());
    assertWrong(() -> on("a)").atoms());
    assertWrong(() -> on("(a (b))").atoms());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "atom",
        "NIL",
        "123",
        "\"quo ) ted\"",
        "{4}\r\n))((",
        "()",
        "(a (b \"c)\" {2}\r\n)) NIL) ())",
        "((NIL NIL) (\"x\" \"y\") -1)",
        "a[b]"
      })
  void stepsOverValuesOfAnyKind(String value) {
    var in = on(value + " next");

    in.skipValue();

    assertThat(in.at()).isEqualTo(value.length());
    in.space();
    assertThat(in.atom()).isEqualTo("next");
  }

  @Test
  void stepsOverNothingThatIsNotThere() {
    assertWrong(() -> on("").skipValue());
    assertWrong(() -> on(")").skipValue());
    assertWrong(() -> on("(a").skipValue());
    assertWrong(() -> on("(".repeat(11) + ")".repeat(11)).skipValue());
    on("(".repeat(10) + ")".repeat(10)).skipValue();
  }

  @Test
  void treatsSeveralSpacesAsOne() {
    var in = on("a   b  ");

    assertThat(in.atom()).isEqualTo("a");
    in.space();
    assertThat(in.atom()).isEqualTo("b");
    assertThat(in.atEnd()).isTrue();
    assertThat(in.peek()).isEqualTo(-1);
    assertWrong(in::space);
  }

  @Test
  void tellsWhereTheWrongTokenStands() {
    var in = on("UID x");
    assertThat(in.keyword("UID")).isTrue();
    in.space();

    assertThatExceptionOfType(WireSyntaxException.class)
        .isThrownBy(in::number)
        .satisfies(e -> assertThat(e.at()).isEqualTo(4));
  }

  @Test
  void givesTheRestAndExcerpts() {
    var in = on("OK Caf\u00c3\u00a9 ");
    assertThat(in.keyword("OK")).isTrue();

    assertThat(in.excerpt(4)).isEqualTo("OK C");
    assertThat(in.excerpt(Integer.MAX_VALUE)).isEqualTo("OK Caf\u00c3\u00a9 ");
    in.space();
    int start = in.at();
    assertThat(in.restAsText()).isEqualTo("Caf\u00e9");
    in.moveTo(start);
    assertThat(in.rest()).isEqualTo("Caf\u00c3\u00a9 ");
  }

  /** Whatever the bytes, the parser answers or refuses; it never reads outside the frame. */
  @RepeatedTest(300)
  void survivesNoise(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    String alphabet = "()[]{}\"\\ ~+0123456789aN\r\n*";
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    var in = on(text.toString());

    try {
      while (!in.atEnd()) {
        in.skipValue();
      }
    } catch (WireSyntaxException | LiteralAheadException e) {
      assertThat(e).isNotNull();
    }

    assertThat(in.at()).isBetween(0, text.length());
  }
}
