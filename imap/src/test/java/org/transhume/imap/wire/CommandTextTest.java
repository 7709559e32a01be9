package org.transhume.imap.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C2")
class CommandTextTest {
  /** The bytes with non-synchronizing literals, as a server would read them. */
  private static byte[] bytes(CommandText text) {
    var out = new ByteArrayOutputStream();
    for (CommandText.Piece piece : text.pieces()) {
      switch (piece) {
        case CommandText.Piece.Line(byte[] bytes, boolean _) -> out.writeBytes(bytes);
        case CommandText.Piece.Literal(byte[] octets, boolean _) -> {
          out.writeBytes(("{" + octets.length + "+}\r\n").getBytes(ISO_8859_1));
          out.writeBytes(octets);
        }
      }
    }
    return out.toByteArray();
  }

  private static String wire(CommandText text) {
    return new String(bytes(text), ISO_8859_1);
  }

  @Test
  void quotesStringsAndEscapesThem() {
    assertThat(wire(new CommandText().raw("SELECT ").string("a b"))).isEqualTo("SELECT \"a b\"");
    assertThat(wire(new CommandText().string("a\"b\\c%*"))).isEqualTo("\"a\\\"b\\\\c%*\"");
    assertThat(wire(new CommandText().string(""))).isEqualTo("\"\"");
  }

  @Test
  void sendsAsLiteralsWhatCannotBeQuoted() {
    assertThat(wire(new CommandText().string("a\r\nLOGOUT").raw(" x")))
        .isEqualTo("{9+}\r\na\r\nLOGOUT x");
    assertThat(wire(new CommandText().string("\u00e9"))).isEqualTo("{2+}\r\n\u00c3\u00a9");
    assertThat(wire(new CommandText().string(new byte[] {(byte) 0xff})))
        .isEqualTo("{1+}\r\n\u00ff");
  }

  @Test
  void refusesNulEverywhere() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CommandText().string("a\0b"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CommandText().raw("a\0b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "\\", "a b", "a\r\nb", "a(", "a)", "a{", "a\"", "a%", "a*", "a\\b", "a]", "\u00e9",
        "\u007f", "\t"
      })
  void refusesAtomsThatAreNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CommandText().atom(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\Seen", "$Forwarded", "PLAIN", "a[b", "UTF8=ACCEPT"})
  void writesAtoms(String text) {
    assertThat(wire(new CommandText().atom(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb", "a\nb", "\u00e9", "\t"})
  void refusesRawTextThatIsNotPrintable(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CommandText().raw(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new CommandText().secretRaw(text));
  }

  @Test
  @Tag("X9")
  void showsNoSecretAndNoLiteral() {
    var text =
        new CommandText()
            .raw("LOGIN ")
            .secretString("us\u00e9r")
            .raw(" ")
            .secretString("hunter2")
            .raw(" ")
            .secretRaw("aHVudGVyMg==")
            .raw(" ")
            .string("\u00e9");

    assertThat(text.redacted()).isEqualTo("LOGIN *** *** *** {2}");
    assertThat(text.pieces().toString()).doesNotContain("hunter2");
  }

  @Test
  void writesTheSameTextEachTimeItIsAsked() {
    var text = new CommandText().raw("STATUS ").string("a").raw(" (MESSAGES)");

    assertThat(wire(text)).isEqualTo("STATUS \"a\" (MESSAGES)").isEqualTo(wire(text));
  }

  /** The parser of a server finds the one string again, and nothing behind it. */
  @RepeatedTest(300)
  void cannotBeBrokenOutOf(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    String alphabet = "\r\n\"\\{}+ ()ax\u00e9\u20ac\t\u0001%*~";
    var value = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      value.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    byte[] wire = bytes(new CommandText().raw("X ").string(value.toString()).raw(" END"));

    var in = new WireParser(5).on(wire, 0, wire.length);

    assertThat(in.atom()).isEqualTo("X");
    in.space();
    assertThat(in.octets()).isEqualTo(value.toString().getBytes(UTF_8));
    assertThat(in.rest()).isEqualTo(" END");
  }
}
