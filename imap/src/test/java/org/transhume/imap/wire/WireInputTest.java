package org.transhume.imap.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.mail.Ticker;

class WireInputTest {
  private static final int MAX_LINE = 1 << 20;

  private static WireInput input(Delivery delivery, String text) {
    return new WireInput(
        delivery.of(text.getBytes(ISO_8859_1)), MAX_LINE, 1L << 40, 1L << 40, Ticker.system());
  }

  private static String frame(WireInput in) {
    return new String(in.bytes(), in.start(), in.end() - in.start(), ISO_8859_1);
  }

  private static final class Collector implements LiteralReceiver {
    final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    @Override
    public void accept(ByteBuffer slice) {
      var copy = new byte[slice.remaining()];
      slice.get(copy);
      octets.writeBytes(copy);
    }

    String text() {
      return octets.toString(ISO_8859_1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutsLines(Delivery delivery) throws IOException {
    var in = input(delivery, "* OK one\r\n\r\n* two {\r\nbare\nt1 OK\rx\r\n");

    var lines = new ArrayList<String>();
    while (in.readLine()) {
      lines.add(frame(in));
    }

    assertThat(lines).containsExactly("* OK one", "", "* two {", "bare", "t1 OK\rx");
  }

  @ParameterizedTest
  @EnumSource
  void streamsALiteralAndGoesOnBehindIt(Delivery delivery) throws IOException {
    var in = input(delivery, "* 1 FETCH (BODY[] {7}\r\nab\r\ncd) FLAGS ())\r\nt1 OK\r\n");
    var body = new Collector();

    assertThat(in.readLine()).isTrue();
    assertThat(in.literalBytes()).isEqualTo(7);
    in.streamLiteral(body);

    assertThat(body.text()).isEqualTo("ab\r\ncd)");
    assertThat(frame(in)).isEqualTo(" FLAGS ())");
    assertThat(in.literalBytes()).isEqualTo(-1);
    assertThat(in.readLine()).isTrue();
    assertThat(frame(in)).isEqualTo("t1 OK");
    assertThat(in.readLine()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void takesLiteralsIntoTheLine(Delivery delivery) throws IOException {
    var in = input(delivery, "* LIST () {1}\r\n/ {5}\r\nA\r\nB\\ x\r\n* next\r\n");

    in.readLine();
    in.takeLiteral();
    in.takeLiteral();

    assertThat(frame(in)).isEqualTo("* LIST () {1}\r\n/ {5}\r\nA\r\nB\\ x");
    assertThat(in.literalBytes()).isEqualTo(-1);
    in.readLine();
    assertThat(frame(in)).isEqualTo("* next");
  }

  @ParameterizedTest
  @EnumSource
  void streamsEmptyLiterals(Delivery delivery) throws IOException {
    var in = input(delivery, "* 1 FETCH (BODY[] {0}\r\n)\r\n");
    var body = new Collector();

    in.readLine();
    in.streamLiteral(body);

    assertThat(body.text()).isEmpty();
    assertThat(frame(in)).isEqualTo(")");
  }

  @ParameterizedTest
  @EnumSource
  void streamsLiteralsLargerThanTheBuffer(Delivery delivery) throws IOException {
    var octets = new byte[delivery == Delivery.WHOLE ? 1_000_003 : 150_001];
    new Random(1).nextBytes(octets);
    String whole = "* 1 FETCH (BODY[] {" + octets.length + "}\r\n" + new String(octets, ISO_8859_1);
    var in = input(delivery, whole + ")\r\nt1 OK\r\n");
    var body = new Collector();

    in.readLine();
    in.streamLiteral(body);

    assertThat(body.octets.toByteArray()).isEqualTo(octets);
    assertThat(frame(in)).isEqualTo(")");
    in.readLine();
    assertThat(frame(in)).isEqualTo("t1 OK");
  }

  @ParameterizedTest
  @EnumSource
  void holdsLinesLongerThanTheBufferAndShrinksAfterwards(Delivery delivery) throws IOException {
    String line = "* SEARCH " + "1234567 ".repeat(20_000);
    var in = input(delivery, line + "\r\nt1 OK\r\n");

    in.readLine();
    assertThat(frame(in)).isEqualTo(line);
    in.readLine();

    assertThat(frame(in)).isEqualTo("t1 OK");
    assertThat(in.bytes()).hasSize(64 * 1024);
  }

  @ParameterizedTest
  @EnumSource
  void cutsARandomConversationTheSameWay(Delivery delivery) throws IOException {
    var random = new Random(42);
    var expected = new ArrayList<String>();
    var text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      var octets = new byte[random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(50)];
      random.nextBytes(octets);
      String literal = new String(octets, ISO_8859_1);
      String line = "* " + i + " FETCH (UID " + i + " BODY[] {" + octets.length + "}";
      text.append(line).append("\r\n").append(literal).append(" X)\r\n");
      expected.addAll(List.of(line, literal, " X)"));
    }
    var in = input(delivery, text.toString());

    var seen = new ArrayList<String>();
    while (in.readLine()) {
      seen.add(frame(in));
      var body = new Collector();
      in.streamLiteral(body);
      seen.add(body.text());
      seen.add(frame(in));
    }

    assertThat(seen).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* X {5}|5",
        "* X {5+}|5",
        "* X {5-}|5",
        "* X ~{5}|5",
        "* X (~{5+}|5",
        "* X ({5}|5",
        "{5}|5",
        "* X {0}|0",
        "* X {05}|5",
        "* X {9223372036854775807}|9223372036854775807",
        "* X {9223372036854775808}|9223372036854775807",
        "* X {99999999999999999999999999}|9223372036854775807",
        "* X{5}|-1",
        "* X \"a {5}\"|-1",
        "* X {}|-1",
        "* X {+}|-1",
        "* X {a}|-1",
        "* X 5}|-1",
        "* X {-5}|-1",
        "'* X {5} '|-1",
        "}|-1",
        "5}|-1"
      })
  void recognisesAnnouncements(String line, long octets) throws IOException {
    var in = input(Delivery.WHOLE, line + "\r\n");

    in.readLine();

    assertThat(in.literalBytes()).isEqualTo(octets);
  }

  @ParameterizedTest
  @EnumSource
  void tellsAStreamThatEndsInsideALine(Delivery delivery) throws IOException {
    var in = input(delivery, "* OK\r\n* half");

    in.readLine();

    assertThatThrownBy(in::readLine).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @EnumSource
  void tellsAStreamThatEndsInsideALiteral(Delivery delivery) throws IOException {
    var in = input(delivery, "* 1 FETCH (BODY[] {10}\r\n12345");
    var body = new Collector();

    in.readLine();

    assertThatThrownBy(() -> in.streamLiteral(body)).isInstanceOf(EOFException.class);
    assertThat(body.text()).isEqualTo("12345");
  }

  @Test
  void tellsAStreamThatEndsBetweenLines() throws IOException {
    assertThat(input(Delivery.WHOLE, "").readLine()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesLinesBeyondTheLimit(Delivery delivery) {
    var in = new WireInput(delivery.of(new byte[200_000]), 100_000, 10, 1L << 40, Ticker.system());

    assertThatThrownBy(in::readLine)
        .isInstanceOf(WireLimitException.class)
        .hasMessageContaining("100000");
  }

  @ParameterizedTest
  @EnumSource
  void refusesToTakeALiteralBeyondTheLineLimit(Delivery delivery) throws IOException {
    var in =
        new WireInput(
            delivery.of("* LIST () \"/\" {99999}\r\n".getBytes(ISO_8859_1)),
            10_000,
            1L << 40,
            1L << 40,
            Ticker.system());

    in.readLine();

    assertThatThrownBy(in::takeLiteral).isInstanceOf(WireLimitException.class);
  }

  @Test
  void refusesLiteralsBeyondTheirLimit() throws IOException {
    var in =
        new WireInput(
            Delivery.WHOLE.of("* 1 FETCH (BODY[] {11}\r\n".getBytes(ISO_8859_1)),
            10_000,
            10,
            1L << 40,
            Ticker.system());

    in.readLine();

    assertThatThrownBy(in::requireLiteralWithinLimit).isInstanceOf(WireLimitException.class);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterAReceiverThatFailed(Delivery delivery) throws IOException {
    var in = input(delivery, "* 1 FETCH (BODY[] {6}\r\nabcdef)\r\nt1 OK\r\n");

    in.readLine();
    assertThatThrownBy(
            () ->
                in.streamLiteral(
                    slice -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    in.skipRest();

    assertThat(frame(in)).isEqualTo(")");
    in.readLine();
    assertThat(frame(in)).isEqualTo("t1 OK");
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatNobodyAskedForUntilItIsToldToCountAnew(Delivery delivery) throws IOException {
    String line = "* 1 EXISTS\r\n";
    String body = "* 1 FETCH (BODY[] {20}\r\n" + "x".repeat(20) + ")\r\n";
    byte[] octets = (line.repeat(3) + body + body + line).getBytes(ISO_8859_1);
    var in = new WireInput(delivery.of(octets), 1000, 1000, 65, Ticker.system());

    in.readLine();
    in.readLine();
    in.startCountAnew();
    in.readLine(); // 12 octets
    in.readLine(); // 24
    in.streamLiteral(slice -> {}); // wanted, and 3 behind it
    in.readLine(); // 24

    assertThatThrownBy(in::skipRest).isInstanceOf(WireLimitException.class);
  }

  @Test
  void givesUpWhatIsBuffered() throws IOException {
    var in = input(Delivery.WHOLE, "t1 OK\r\nfor another");

    in.readLine();

    assertThat(new String(in.takeBuffered(), ISO_8859_1)).isEqualTo("for another");
    assertThat(in.buffered()).isZero();
    assertThat(in.readLine()).isFalse();
  }

  @Test
  void knowsWhatIsBuffered() throws IOException {
    var in = input(Delivery.WHOLE, "t1 OK\r\ninjected\r\n");

    in.readLine();

    assertThat(in.buffered()).isEqualTo(10);
  }
}
