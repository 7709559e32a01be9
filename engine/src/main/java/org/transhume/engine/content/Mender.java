package org.transhume.engine.content;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Hands a message's octets on, repaired. Its memory does not depend on the message: it keeps one
 * line of 998 octets at most. The same octets come out however they are cut on their way in, and
 * what was repaired once is not changed again.
 *
 * <p>For one message: {@link #take} as often as octets come, then {@link #finish}. Not safe for
 * several threads.
 */
public final class Mender {
  /** RFC 5322 section 2.1.1, without the line end. */
  private static final int MAX_LINE_OCTETS = 998;

  /** No field that anybody knows has a longer name. */
  private static final int MAX_NAME_OCTETS = 76;

  private static final int OUT_BYTES = 8 * 1024;

  /** No character of UTF-8 has more octets behind its first (RFC 3629 section 3). */
  private static final int MAX_CONTINUATION = 3;

  /** Takes octets that are done with; the buffer is the mender's again on return. */
  @FunctionalInterface
  public interface Receiver {
    /** Consumes all that remains in {@code octets}. */
    void accept(ByteBuffer octets);
  }

  private final boolean lineEnds;
  private final boolean finalCrlf;
  private final boolean nul;
  private final boolean longLines;
  private final Receiver receiver;
  private final ByteBuffer out = ByteBuffer.allocate(OUT_BYTES);

  /** What of the present line may still have to be broken. */
  private final byte[] line = new byte[MAX_LINE_OCTETS + 1];

  private int lineLength;

  /** What may be the name of a field, behind a CR that ends a line if it is one. */
  private final byte[] name = new byte[MAX_NAME_OCTETS];

  private int nameLength;
  private boolean isName;

  /** CRs of which nobody knows yet whether they belong to a line end. */
  private long heldCrs;

  private boolean inHeader = true;
  private boolean lfSeen;

  /** Whether anything but CRs stood in the present line: one without is empty. */
  private boolean lineHasOctets;

  private boolean hasBegun;

  /** Whether anything was read since the last line end. */
  private boolean isLineOpen;

  public Mender(Set<Repair> repairs, Receiver receiver) {
    this.lineEnds = repairs.contains(Repair.LINE_ENDS);
    this.finalCrlf = repairs.contains(Repair.FINAL_CRLF);
    this.nul = repairs.contains(Repair.NUL);
    this.longLines = repairs.contains(Repair.LONG_LINES);
    this.receiver = receiver;
  }

  /** Consumes all that remains in {@code octets}. */
  public void take(ByteBuffer octets) {
    while (octets.hasRemaining()) {
      take(octets.get());
    }
  }

  private void take(byte octet) {
    hasBegun = true;
    if (isName && isInName(octet)) {
      return;
    }
    switch (octet) {
      case '\r' -> {
        heldCrs++;
        isLineOpen = true;
      }
      case '\n' -> {
        lfSeen = true;
        endLine();
        if (!lineHasOctets) {
          inHeader = false;
        }
        lineHasOctets = false;
        isLineOpen = false;
      }
      default -> {
        boolean taken = releaseCrs(octet);
        lineHasOctets = true;
        isLineOpen = true;
        if (taken) {
          return;
        }
        put(octet == 0 && nul ? (byte) (inHeader ? '?' : 0x80) : octet);
      }
    }
  }

  /** The LF of a line has come, behind what CRs are held. */
  private void endLine() {
    boolean isCrlf = lineEnds || heldCrs > 0;
    if (!lineEnds) {
      keepCrs(heldCrs - 1);
    }
    heldCrs = 0;
    breakLine(isCrlf);
  }

  /**
   * Another octet has come behind the held CRs: none of them belongs to a line end.
   *
   * @return whether {@code next} is kept back with the last of them
   */
  private boolean releaseCrs(byte next) {
    boolean keepsNext = false;
    if (!lineEnds) {
      keepCrs(heldCrs);
    } else if (!inHeader) {
      breakLines();
    } else if (heldCrs > 0) {
      keepsNext = releaseCrsOfHeader(next);
    }
    heldCrs = 0;
    return keepsNext;
  }

  private void breakLines() {
    for (; heldCrs > 0; heldCrs--) {
      breakLine(true);
    }
  }

  /**
   * In a header that has had no LF so far the lines may end with CR: one is believed to if a field
   * follows, or white space, by which fields are folded, or nothing, which ends the header.
   */
  private boolean releaseCrsOfHeader(byte next) {
    if (!lfSeen && lineHasOctets) {
      if (heldCrs > 1) {
        breakLines();
        inHeader = false;
        return false;
      }
      if (isSpace(next)) {
        breakLine(true);
        return false;
      }
      if (isOfName(next)) {
        name[0] = next;
        nameLength = 1;
        isName = true;
        return true;
      }
    }
    for (; heldCrs > 0; heldCrs--) {
      put((byte) ' ');
    }
    return false;
  }

  /** Answers whether {@code octet} is kept back; if not, it is known what the name was. */
  private boolean isInName(byte octet) {
    if (isOfName(octet) && nameLength < name.length) {
      name[nameLength++] = octet;
      return true;
    }
    releaseName(octet == ':');
    return false;
  }

  private void releaseName(boolean isField) {
    if (isField) {
      breakLine(true);
    } else {
      put((byte) ' ');
    }
    for (int at = 0; at < nameLength; at++) {
      put(name[at]);
    }
    isName = false;
  }

  /** RFC 5322 section 2.2: printable US-ASCII but the colon. */
  private static boolean isOfName(byte octet) {
    return octet > ' ' && octet < 0x7F && octet != ':';
  }

  private void keepCrs(long count) {
    for (long i = 0; i < count; i++) {
      put((byte) '\r');
    }
  }

  /** The message is complete: hands on all that was kept back. */
  public void finish() {
    if (isName) {
      releaseName(false);
    }
    if (heldCrs > 0 && lineEnds) {
      breakLine(true);
    } else if (finalCrlf && (isLineOpen || !hasBegun)) {
      // A CR that is there already is the first half.
      keepCrs(heldCrs - 1);
      breakLine(true);
    } else {
      keepCrs(heldCrs);
    }
    heldCrs = 0;
    emit(line, 0, lineLength);
    lineLength = 0;
    flush();
  }

  private void put(byte octet) {
    if (!longLines) {
      emit(octet);
      return;
    }
    line[lineLength++] = octet;
    if (lineLength > MAX_LINE_OCTETS) {
      goOnInTheNextLine();
    }
  }

  private void goOnInTheNextLine() {
    int space = lastSpace();
    int end = space > 0 ? space : endOfCharacter();
    emit(line, 0, end);
    emit((byte) '\r');
    emit((byte) '\n');
    int rest = lineLength - end;
    if (space > 0) {
      System.arraycopy(line, end, line, 0, rest);
      lineLength = rest;
    } else {
      System.arraycopy(line, end, line, 1, rest);
      line[0] = ' ';
      lineLength = rest + 1;
    }
  }

  /** The last white space behind anything else: what stands before it may be a line; or 0. */
  private int lastSpace() {
    int first = 0;
    while (first < lineLength && isSpace(line[first])) {
      first++;
    }
    for (int at = lineLength - 1; at > first; at--) {
      if (isSpace(line[at])) {
        return at;
      }
    }
    return 0;
  }

  private static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** The longest line that ends with a whole character, if this is UTF-8. */
  private int endOfCharacter() {
    for (int end = MAX_LINE_OCTETS; end >= MAX_LINE_OCTETS - MAX_CONTINUATION; end--) {
      if ((line[end] & 0xC0) != 0x80) {
        return end;
      }
    }
    return MAX_LINE_OCTETS;
  }

  private void breakLine(boolean isCrlf) {
    emit(line, 0, lineLength);
    lineLength = 0;
    if (isCrlf) {
      emit((byte) '\r');
    }
    emit((byte) '\n');
  }

  private void emit(byte octet) {
    if (!out.hasRemaining()) {
      flush();
    }
    out.put(octet);
  }

  private void emit(byte[] octets, int from, int length) {
    if (out.remaining() < length) {
      flush();
    }
    out.put(octets, from, length);
  }

  private void flush() {
    if (out.position() > 0) {
      receiver.accept(out.flip());
      out.clear();
    }
  }
}
