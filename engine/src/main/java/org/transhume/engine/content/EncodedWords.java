package org.transhume.engine.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a header field's value into one form, whichever way it was encoded: UTF-8 without white
 * space. Encoded words (RFC 2047) are decoded; raw 8-bit text counts as UTF-8 if it is that, else
 * as ISO 8859-1. What cannot be decoded stays as it is: nothing here throws.
 */
final class EncodedWords {
  /**
   * Named one by one: hostile mail must not load charsets by name, nor the answer depend on more.
   */
  private static final Set<String> CHARSETS =
      Set.of(
          "utf-8",
          "us-ascii",
          "iso-8859-1",
          "iso-8859-2",
          "iso-8859-3",
          "iso-8859-4",
          "iso-8859-5",
          "iso-8859-6",
          "iso-8859-7",
          "iso-8859-8",
          "iso-8859-9",
          "iso-8859-13",
          "iso-8859-15",
          "windows-1250",
          "windows-1251",
          "windows-1252",
          "windows-1253",
          "windows-1254",
          "windows-1255",
          "windows-1256",
          "windows-1257",
          "windows-1258",
          "koi8-r",
          "koi8-u",
          "gb2312",
          "gbk",
          "gb18030",
          "big5",
          "euc-jp",
          "iso-2022-jp",
          "shift_jis",
          "euc-kr");

  private final byte[] value;
  private final int length;
  private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();

  private EncodedWords(byte[] value, int length) {
    this.value = value;
    this.length = length;
  }

  /** The first {@code length} octets of {@code value}, in their one form; perhaps none are left. */
  static byte[] decode(byte[] value, int length) {
    var words = new EncodedWords(value, length);
    words.run();
    return words.decoded.toByteArray();
  }

  /** Whether the octets are in their one form as they are; most are. */
  static boolean isPlain(byte[] value, int length) {
    for (int i = 0; i < length; i++) {
      if (value[i] < 0 || (value[i] == '=' && i + 1 < length && value[i + 1] == '?')) {
        return false;
      }
    }
    return true;
  }

  /** Octets {@code from} to {@code to} of the value are one encoded word. */
  private record Word(String charset, boolean base64, int from, int to, int next) {}

  private void run() {
    int raw = 0;
    int at = 0;
    while (at < length) {
      Word word = wordAt(at);
      if (word == null) {
        at++;
      } else {
        putRaw(raw, at);
        at = putWords(word);
        raw = at;
      }
    }
    putRaw(raw, length);
  }

  /**
   * Decodes {@code first} and the words of the same charset that follow it; answers where to go on.
   */
  private int putWords(Word first) {
    var octets = new ByteArrayOutputStream();
    Word word = first;
    int next = first.next();
    while (word != null && word.charset().equals(first.charset())) {
      if (word.base64()) {
        putBase64(word, octets);
      } else {
        putQ(word, octets);
      }
      next = word.next();
      word = wordAt(next);
    }
    String text = octets.toString(Charset.forName(first.charset()));
    var kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        kept.append(text.charAt(i));
      }
    }
    decoded.writeBytes(kept.toString().getBytes(StandardCharsets.UTF_8));
    return next;
  }

  /** The encoded word that begins at {@code at} and whose charset we know. */
  private @Nullable Word wordAt(int at) {
    if (at + 1 >= length || value[at] != '=' || value[at + 1] != '?') {
      return null;
    }
    int charsetEnd = indexOf('?', at + 2);
    if (charsetEnd < 0 || charsetEnd + 2 >= length || value[charsetEnd + 2] != '?') {
      return null;
    }
    int textEnd = indexOf('?', charsetEnd + 3);
    int encoding = value[charsetEnd + 1] & ~0x20;
    if (textEnd < 0
        || textEnd + 1 >= length
        || value[textEnd + 1] != '='
        || (encoding != 'B' && encoding != 'Q')) {
      return null;
    }
    String charset = charset(at + 2, charsetEnd);
    return CHARSETS.contains(charset) && Charset.isSupported(charset)
        ? new Word(charset, encoding == 'B', charsetEnd + 3, textEnd, textEnd + 2)
        : null;
  }

  /** The charset's name without the language that may follow it (RFC 2231 section 5). */
  private String charset(int from, int to) {
    String name = new String(value, from, to - from, StandardCharsets.ISO_8859_1);
    int star = name.indexOf('*');
    return (star < 0 ? name : name.substring(0, star)).toLowerCase(Locale.ROOT);
  }

  private int indexOf(char wanted, int from) {
    for (int i = from; i < length; i++) {
      if (value[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private void putQ(Word word, ByteArrayOutputStream octets) {
    for (int i = word.from(); i < word.to(); i++) {
      int high = i + 2 < word.to() ? Character.digit(value[i + 1], 16) : -1;
      int low = i + 2 < word.to() ? Character.digit(value[i + 2], 16) : -1;
      if (value[i] == '=' && high >= 0 && low >= 0) {
        octets.write(high << 4 | low);
        i += 2;
      } else {
        octets.write(value[i] == '_' ? ' ' : value[i]);
      }
    }
  }

  private void putBase64(Word word, ByteArrayOutputStream octets) {
    int bits = 0;
    int count = 0;
    for (int i = word.from(); i < word.to() && value[i] != '='; i++) {
      int sextet = sextet(value[i]);
      if (sextet >= 0) {
        bits = bits << 6 | sextet;
        count += 6;
        if (count >= 8) {
          count -= 8;
          octets.write(bits >> count);
        }
      }
    }
  }

  private static int sextet(byte octet) {
    if (octet >= 'A' && octet <= 'Z') {
      return octet - 'A';
    }
    if (octet >= 'a' && octet <= 'z') {
      return octet - 'a' + 26;
    }
    if (octet >= '0' && octet <= '9') {
      return octet - '0' + 52;
    }
    if (octet == '+') {
      return 62;
    }
    return octet == '/' ? 63 : -1;
  }

  private void putRaw(int from, int to) {
    if (from == to) {
      return;
    }
    var octets = ByteBuffer.wrap(value, from, to - from);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(octets);
      decoded.write(value, from, to - from);
    } catch (CharacterCodingException e) {
      var latin1 = new String(value, from, to - from, StandardCharsets.ISO_8859_1);
      decoded.writeBytes(latin1.getBytes(StandardCharsets.UTF_8));
    }
  }
}
