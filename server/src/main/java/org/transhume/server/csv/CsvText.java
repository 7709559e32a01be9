package org.transhume.server.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * A file's characters. A byte order mark is believed; without one it is UTF-8 if that fits, UTF-16
 * if every second octet near the beginning is NUL, else Windows-1252, which spreadsheets write.
 */
record CsvText(String text, Charset charset) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int LOOKED_AT = 64;

  static CsvText of(byte[] file) {
    if (begins(file, 0xEF, 0xBB, 0xBF)) {
      return decode(file, 3, UTF_8);
    }
    if (begins(file, 0xFF, 0xFE)) {
      return decode(file, 2, UTF_16LE);
    }
    if (begins(file, 0xFE, 0xFF)) {
      return decode(file, 2, UTF_16BE);
    }
    if (isMostlyNul(file, 1)) {
      return decode(file, 0, UTF_16LE);
    }
    if (isMostlyNul(file, 0)) {
      return decode(file, 0, UTF_16BE);
    }
    try {
      return new CsvText(UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString(), UTF_8);
    } catch (CharacterCodingException e) {
      return decode(file, 0, WINDOWS_1252);
    }
  }

  private static CsvText decode(byte[] file, int from, Charset charset) {
    return new CsvText(new String(file, from, file.length - from, charset), charset);
  }

  private static boolean begins(byte[] file, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= file.length || (file[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMostlyNul(byte[] file, int from) {
    int looked = 0;
    int nul = 0;
    for (int i = from; i < Math.min(file.length, LOOKED_AT); i += 2) {
      looked++;
      nul += file[i] == 0 ? 1 : 0;
    }
    return looked > 0 && nul * 2 > looked;
  }
}
