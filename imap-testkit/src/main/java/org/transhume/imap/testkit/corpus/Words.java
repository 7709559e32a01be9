package org.transhume.imap.testkit.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.transhume.imap.testkit.wire.ImapText;

/** What mail is made of: words, people and the encodings that carry them. */
final class Words {
  private static final List<String> WORDS =
      List.of(
          ("the of to and in is it you that he was for on are with as they be at one have this"
                  + " meeting invoice project schedule contract payment update release server"
                  + " migration mailbox folder quota backup report summary budget review draft"
                  + " der die und das nicht von sie ist sich mit dem dass Rechnung Termin Angebot"
                  + " Grüße schön Größe Straße déjà réunion équipe où été naïve señor mañana über"
                  + " le la les un une et est dans pour que qui sur avec facture bonjour merci")
              .split(" ", -1));

  private static final List<String> NAMES =
      List.of(
          "Anna Schmidt",
          "Jürgen Müller",
          "José García",
          "Élodie Lefèvre",
          "Tom Baker",
          "Ольга Иванова",
          "山田太郎",
          "Grace Hopper",
          "Søren Kjær",
          "Łukasz Nowak",
          "Conor O'Brien",
          "Sales Team");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static final List<String> DOMAINS =
      List.of("example.com", "example.org", "mail.example.net", "lists.example.org");

  private Words() {}

  static String domain(Dice dice) {
    return dice.pick(DOMAINS);
  }

  /** Words in Unicode, separated by spaces. */
  static String sentence(Dice dice, int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(dice.pick(WORDS));
    }
    return text.toString();
  }

  /** Lines of at most some eighty characters in Unicode, at least so many characters in all. */
  static String paragraphs(Dice dice, long characters) {
    var text = new StringBuilder();
    while (text.length() < characters) {
      text.append(sentence(dice, dice.between(5, 11))).append("\r\n");
      if (dice.chance(0.15)) {
        text.append("\r\n");
      }
    }
    return text.toString();
  }

  /** {@code "Name" <local@domain>} with the name encoded where it must be. */
  static String address(Dice dice) {
    String name = dice.pick(NAMES);
    String local = name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    String shown = isAscii(name) ? '"' + name + '"' : encodedWord(name);
    return shown + " <" + (local.isEmpty() ? "user" : local) + "@" + domain(dice) + ">";
  }

  /** As a header field takes it: as it is, or as an encoded word (RFC 2047). */
  static String headerText(String text) {
    return isAscii(text) ? text : encodedWord(text);
  }

  static String encodedWord(String text) {
    var words = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      // Ten code points of four octets at most stay below the 75 characters of RFC 2047.
      int end = text.offsetByCodePoints(at, Math.min(10, text.codePointCount(at, text.length())));
      byte[] utf8 = text.substring(at, end).getBytes(StandardCharsets.UTF_8);
      words.append(at == 0 ? "" : "\r\n ");
      words.append("=?UTF-8?B?").append(Base64.getEncoder().encodeToString(utf8)).append("?=");
      at = end;
    }
    return words.toString();
  }

  /** Quoted-printable (RFC 2045 section 6.7) of UTF-8, line by line. */
  static String quotedPrintable(String text) {
    var encoded = new StringBuilder();
    int column = 0;
    String octets = ImapText.utf8Octets(text);
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (c == '\r' || c == '\n') {
        encoded.append(c);
        column = 0;
        continue;
      }
      boolean isPlain = c >= 0x20 && c <= 0x7E && c != '=';
      String piece = isPlain ? String.valueOf(c) : "=" + HEX.toHexDigits((byte) c);
      if (column + piece.length() > 75) {
        encoded.append("=\r\n");
        column = 0;
      }
      encoded.append(piece);
      column += piece.length();
    }
    return encoded.toString();
  }

  static String base64Lines(byte[] octets) {
    return Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encodeToString(octets) + "\r\n";
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
