package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.mail.MailboxName;

class NamesTest {
  private static final NameEncoding UTF7 = NameEncoding.MODIFIED_UTF7;

  private static EncodedMailboxName wire(String octets) {
    return EncodedMailboxName.ofOctets(octets.getBytes(ISO_8859_1));
  }

  /** RFC 3501 section 5.1.3, and names that providers really use. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INBOX|INBOX",
        "~peter/mail/&U,BTFw-/&ZeVnLIqe-|~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e",
        "&Jjo-!|\u263a!",
        "&U,BTF2XlZyyKng-|\u53f0\u5317\u65e5\u672c\u8a9e",
        "&AMk-l&AOk-ments envoy&AOk-s|\u00c9l\u00e9ments envoy\u00e9s",
        "Entw&APw-rfe|Entw\u00fcrfe",
        "R&-D|R&D",
        "&-|&",
        "a&--|a&-",
        "&2D3eAA-|\ud83d\ude00",
        "&2D3eAABB2D3eAA-|\ud83d\ude00A\ud83d\ude00",
        "a b\"\\%*|a b\"\\%*",
        "&AAo-|'\n'",
        "&AAk-|'\t'"
      },
      quoteCharacter = '\'')
  void encodesAndDecodes(String encoded, String text) {
    boolean mixed = text.contains("A\ud83d");
    if (!mixed) {
      assertThat(ModifiedUtf7.encode(text)).isEqualTo(encoded);
      assertThat(ModifiedUtf7.decode(encoded)).contains(text);
    } else {
      // Printable characters never stand inside base64: one encoding a name.
      assertThat(ModifiedUtf7.decode(encoded)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "R&bad",
        "&",
        "a&",
        "&AOk",
        "&AOk=-",
        "x&AGE-",
        "&2D0-",
        "&3gA-",
        "&AO-",
        "&A-",
        "&AOkA-",
        "&U/BTFw-",
        "&AOk-&AOk-",
        "&AOl-",
        "&ACY-",
        "caf\u00e9",
        "a\tb",
        "&+-",
        "& -"
      })
  void keepsWhatIsNotValid(String text) {
    assertThat(ModifiedUtf7.decode(text)).isEmpty();
    var name = wire(text);
    assertThat(name.decode('/', UTF7).text()).isNotEmpty();
    assertThat(name.octets()).isEqualTo(text.getBytes(ISO_8859_1));
    assertThat(name.isValid(UTF7)).isFalse();
  }

  @RepeatedTest(300)
  void decodesWhatItEncodes(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      int codePoint =
          switch (random.nextInt(4)) {
            case 0 -> ' ' + random.nextInt(95);
            case 1 -> 1 + random.nextInt(0xd7ff);
            case 2 -> 0x1_0000 + random.nextInt(0x10_0000);
            default -> "&-,/+=.".charAt(random.nextInt(7));
          };
      text.appendCodePoint(codePoint);
    }
    var name = new MailboxName(text.toString(), '/');

    for (NameEncoding encoding : NameEncoding.values()) {
      var encoded = EncodedMailboxName.of(name, encoding);
      assertThat(encoded.decode('/', encoding)).isEqualTo(name);
      assertThat(encoded.isValid(encoding)).isTrue();
    }
    assertThat(EncodedMailboxName.of(name, UTF7).isEightBit()).isFalse();
  }

  /** Whatever a server lists goes back to it octet by octet, and two names stay two. */
  @RepeatedTest(300)
  void neverTakesTwoValidNamesForOne(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    String alphabet = "&-AOkaZ,/+9 ";
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }

    var decoded = ModifiedUtf7.decode(text.toString());

    decoded.ifPresent(name -> assertThat(ModifiedUtf7.encode(name)).isEqualTo(text.toString()));
    assertThat(wire(text.toString()).octets()).isEqualTo(text.toString().getBytes(ISO_8859_1));
  }

  @Test
  void refusesToEncodeWhatNoServerCouldTake() {
    for (String text : new String[] {"a\ud83d", "\ude00b", "\ude00\ud83d"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> ModifiedUtf7.encode(text));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncodedMailboxName.of(new MailboxName("a\0b", '/'), UTF7));
  }

  @Test
  void showsRawOctetsAsUtf8OrLatin1() {
    String utf8 = new String("Entw\u00fcrfe".getBytes(UTF_8), ISO_8859_1);

    assertThat(wire(utf8).decode('/', UTF7).text()).isEqualTo("Entw\u00fcrfe");
    assertThat(wire("Entw\u00fcrfe").decode('/', UTF7).text()).isEqualTo("Entw\u00fcrfe");
    assertThat(wire(utf8).decode('/', NameEncoding.UTF8).text()).isEqualTo("Entw\u00fcrfe");
    assertThat(wire("a&AOk-").decode('/', NameEncoding.UTF8).text()).isEqualTo("a&AOk-");
    assertThat(wire("\u00fc").isValid(NameEncoding.UTF8)).isFalse();
  }

  @Test
  void knowsInboxInAnyCaseAndOthersAsTheyStand() {
    assertThat(wire("Inbox"))
        .isEqualTo(EncodedMailboxName.inbox())
        .hasSameHashCodeAs(wire("INBOX"));
    assertThat(wire("Inbox")).hasToString("Inbox");
    assertThat(wire("trash")).isNotEqualTo(wire("Trash"));
    assertThat(wire("INBOY")).isNotEqualTo(wire("INBOX"));
    assertThat(wire("a")).isEqualTo(wire("a")).hasSameHashCodeAs(wire("a")).isNotEqualTo("a");
    assertThat(wire("").isEmpty()).isTrue();
  }

  @Test
  void cannotBeChangedFromOutside() {
    byte[] octets = {'a'};
    var name = EncodedMailboxName.ofOctets(octets);

    octets[0] = 'b';
    name.octets()[0] = 'c';

    assertThat(name).hasToString("a");
  }
}
