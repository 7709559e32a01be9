package org.transhume.engine.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;

/**
 * Feeds a message's octets to a digest in the form that servers do not alter, and notes what is odd
 * about them:
 *
 * <ul>
 *   <li>Every line end is CRLF: LF, CR LF and CR CR LF are the same one (Dovecot, which keeps lines
 *       without CR, serves CR CR LF as CR LF).
 *   <li>The message ends with a line end. CRs behind the last one go into it (Dovecot drops a CR
 *       that ends a message), and an empty message is one empty line (Courier makes it so).
 *   <li>NUL is 0x80 (Dovecot).
 *   <li>A CR before anything but CR, LF and the end is an octet like others: all servers keep it.
 * </ul>
 *
 * <p>Octets that need no change reach the digest straight from the caller's array, a whole array at
 * a time.
 */
final class NormalForm {
  /** RFC 5322 section 2.1.1, without the line end. */
  private static final int MAX_LINE_OCTETS = 998;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EVERY_OCTET_0X0E = 0x0E0E_0E0E_0E0E_0E0EL;
  private static final long TOP_BITS = 0x8080_8080_8080_8080L;

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] CR = {'\r'};
  private static final byte[] SERVED_FOR_NUL = {(byte) 0x80};

  private final MessageDigest digest;
  private final EnumSet<Oddity> oddities = EnumSet.noneOf(Oddity.class);

  /** Short pieces on their way to the digest, which likes long ones. */
  private final byte[] pieces = new byte[4096];

  private int piecesLength;

  /** Octets seen in the calls of {@link #take} before this one. */
  private long before;

  /** Where the present line began, counted from the message's first octet. */
  private long lineStart;

  /** CRs that ended the last array: nobody knows yet what they are. */
  private long heldCrs;

  NormalForm(MessageDigest digest) {
    this.digest = digest;
  }

  void reset() {
    oddities.clear();
    piecesLength = 0;
    before = 0;
    lineStart = 0;
    heldCrs = 0;
  }

  /** The octets seen, as they passed. */
  long sizeBytes() {
    return before;
  }

  /** Notes what somebody else saw in the message. */
  void isOdd(Oddity oddity) {
    oddities.add(oddity);
  }

  Set<Oddity> oddities() {
    return oddities.isEmpty() ? Set.of() : oddities;
  }

  void take(byte[] bytes, int from, int to) {
    int clean = heldCrs > 0 ? releaseCrs(bytes, from, to) : from;
    int at = clean;
    while ((at = nextNulCrLf(bytes, at, to)) < to) {
      byte found = bytes[at];
      if (found == '\r') {
        int next = endOfCrs(bytes, at, to);
        if (next == to) {
          emit(bytes, clean, at);
          heldCrs = next - at;
          clean = next;
        } else if (bytes[next] == '\n') {
          if (next - at > 1) {
            oddities.add(Oddity.BARE_CR);
            emit(bytes, clean, at);
            clean = next - 1;
          }
          endLine(before + next - 1 - from, before + next + 1 - from);
          next++;
        } else {
          oddities.add(Oddity.BARE_CR);
        }
        at = next;
      } else {
        emit(bytes, clean, at);
        if (found == '\n') {
          oddities.add(Oddity.BARE_LF);
          emit(CRLF, 0, CRLF.length);
          endLine(before + at - from, before + at + 1 - from);
        } else {
          oddities.add(Oddity.NUL);
          emit(SERVED_FOR_NUL, 0, 1);
        }
        at++;
        clean = at;
      }
    }
    emit(bytes, clean, to);
    before += to - from;
  }

  /** Sees what the held CRs were, now that more octets are here; answers where to go on. */
  private int releaseCrs(byte[] bytes, int from, int to) {
    int next = endOfCrs(bytes, from, to);
    heldCrs += next - from;
    if (next == to) {
      return to;
    }
    if (bytes[next] == '\n') {
      if (heldCrs > 1) {
        oddities.add(Oddity.BARE_CR);
      }
      emit(CRLF, 0, CRLF.length);
      endLine(before + next - 1 - from, before + next + 1 - from);
      next++;
    } else {
      oddities.add(Oddity.BARE_CR);
      for (; heldCrs > 0; heldCrs--) {
        emit(CR, 0, 1);
      }
    }
    heldCrs = 0;
    return next;
  }

  /** The message is complete: ends its last line and hands all that was kept back to the digest. */
  void finish() {
    if (heldCrs > 0) {
      oddities.add(Oddity.BARE_CR);
    }
    if (lineStart < before || before == 0) {
      oddities.add(Oddity.NO_FINAL_CRLF);
      emit(CRLF, 0, CRLF.length);
      endLine(before, before);
    }
    flush();
  }

  private void endLine(long end, long nextStart) {
    if (end - lineStart > MAX_LINE_OCTETS) {
      oddities.add(Oddity.LONG_LINE);
    }
    lineStart = nextStart;
  }

  private static int endOfCrs(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == '\r') {
      at++;
    }
    return at;
  }

  /**
   * Where the next NUL, CR or LF is, or {@code to}. Eight octets at a time: {@code (w - 0x0E…) &
   * ~w} has the top bit of an octet set if the octet is below 0x0E, and perhaps those of octets
   * after the first such one, which is why only the first one is believed.
   */
  private static int nextNulCrLf(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long word = (long) WORDS.get(bytes, at);
      long low = (word - EVERY_OCTET_0X0E) & ~word & TOP_BITS;
      if (low == 0) {
        at += Long.BYTES;
      } else {
        at += Long.numberOfTrailingZeros(low) >>> 3;
        if (isNulCrLf(bytes[at])) {
          return at;
        }
        at++;
      }
    }
    while (at < to && !isNulCrLf(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isNulCrLf(byte octet) {
    return octet == '\n' || octet == '\r' || octet == 0;
  }

  private void emit(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > pieces.length - piecesLength) {
      flush();
      if (length > pieces.length / 2) {
        digest.update(bytes, from, length);
        return;
      }
    }
    System.arraycopy(bytes, from, pieces, piecesLength, length);
    piecesLength += length;
  }

  private void flush() {
    digest.update(pieces, 0, piecesLength);
    piecesLength = 0;
  }
}
