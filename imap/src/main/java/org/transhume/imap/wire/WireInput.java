package org.transhume.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.transhume.mail.Ticker;

/**
 * Cuts a stream into lines and literals (RFC 9051 sections 2.2 and 4.3) with one buffer and no
 * copy: a line is parsed where it lies, and the octets of a literal are handed on as slices of the
 * buffer.
 *
 * <p>The current <em>frame</em> is one line; {@link #takeLiteral} lengthens it by a literal and the
 * line behind it, {@link #streamLiteral} passes the octets on instead and makes the line behind
 * them the new frame. For one thread.
 */
public final class WireInput {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final int maxFrameBytes;
  private final long maxLiteralBytes;
  private final long maxUnaskedBytes;

  private byte[] buffer = new byte[BUFFER_BYTES];
  private ByteBuffer window = ByteBuffer.wrap(buffer);
  private int limit; // end of the bytes read
  private int next; // where what follows the frame begins
  private int frame; // where the frame begins
  private int frameEnd; // its end, without CRLF
  private long literal; // octets announced at its end, -1 if none
  private long unasked; // octets of lines and of literals passed over since the count began
  private final Ticker ticker;
  private volatile long readNanos;

  /**
   * A cutter over {@code in}.
   *
   * @param maxFrameBytes the longest line accepted, literals taken into it included
   * @param maxLiteralBytes the longest literal accepted
   * @param maxUnaskedBytes how much may come in lines, and in literals that are passed over, before
   *     {@link #startCountAnew} is called again
   * @param ticker what the time of the last reading is told by
   */
  public WireInput(
      InputStream in,
      int maxFrameBytes,
      long maxLiteralBytes,
      long maxUnaskedBytes,
      Ticker ticker) {
    this.ticker = ticker;
    this.readNanos = ticker.nanos();
    this.in = in;
    this.maxFrameBytes = maxFrameBytes;
    this.maxLiteralBytes = maxLiteralBytes;
    this.maxUnaskedBytes = maxUnaskedBytes;
  }

  /**
   * Reads the next line and makes it the frame.
   *
   * @return false if the stream ended before its first byte
   * @throws EOFException if the stream ended inside the line
   * @throws WireLimitException if the line, or the literal it announces, is too long
   */
  public boolean readLine() throws IOException {
    shrink();
    frame = next;
    if (frame == limit && !fill()) {
      return false;
    }
    findLineEnd(frame);
    return true;
  }

  /** The buffer the frame lies in; it may be another after each read. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the frame begins. */
  public int start() {
    return frame;
  }

  /** Where the frame ends, its CRLF excluded. */
  public int end() {
    return frameEnd;
  }

  /** How many octets the frame's last token announces as a literal; -1 if it is none. */
  public long literalBytes() {
    return literal;
  }

  /** How many bytes were read from the stream and belong to no frame yet. */
  public int buffered() {
    return limit - next;
  }

  /** Takes what belongs to no frame yet out of the buffer: it is for somebody else. */
  public byte[] takeBuffered() {
    byte[] taken = Arrays.copyOfRange(buffer, next, limit);
    limit = next;
    return taken;
  }

  /** What came so far was wanted: the server has the whole allowance again. */
  public void startCountAnew() {
    unasked = 0;
  }

  /** The reading of the monotonic clock when bytes last came; any thread may ask, roughly. */
  public long readNanos() {
    return readNanos;
  }

  /** Lengthens the frame by the announced literal, which there must be, and the line behind it. */
  public void takeLiteral() throws IOException {
    if (literal > maxFrameBytes - (next - frame)) {
      throw new WireLimitException("literal of " + literal + " octets inside a line");
    }
    count(literal);
    int octets = (int) literal;
    while (limit - next < octets) {
      fillOrThrow();
    }
    findLineEnd(next + octets);
  }

  /**
   * Hands the octets of the announced literal to {@code receiver}, then makes the line behind them
   * the frame. What the receiver throws goes through, with the stream in the middle of the literal:
   * {@link #skipRest} goes on from there.
   */
  public void streamLiteral(LiteralReceiver receiver) throws IOException {
    while (literal > 0) {
      if (limit == next) {
        frame = 0;
        next = 0;
        limit = 0;
        fillOrThrow();
      }
      int slice = (int) Math.min(literal, limit - next);
      int from = next;
      next += slice;
      literal -= slice;
      receiver.accept(window.limit(from + slice).position(from));
    }
    frame = next;
    findLineEnd(next);
  }

  /** Passes over what is left of the announced literal and makes the line behind it the frame. */
  public void skipRest() throws IOException {
    count(literal);
    streamLiteral(slice -> {});
  }

  private void count(long octets) throws WireLimitException {
    if (octets > maxUnaskedBytes - unasked) {
      throw new WireLimitException("more than " + maxUnaskedBytes + " octets nobody asked for");
    }
    unasked += octets;
  }

  private void findLineEnd(int from) throws IOException {
    int at = from;
    int before = from - frame;
    while (true) {
      byte[] bytes = buffer;
      int end = limit;
      while (at < end && bytes[at] != '\n') {
        at++;
      }
      if (at < end) {
        break;
      }
      int seen = at - frame;
      fillOrThrow();
      at = frame + seen; // the frame may have moved
    }
    count(at + 1L - frame - before);
    next = at + 1;
    frameEnd = at > frame && buffer[at - 1] == '\r' ? at - 1 : at;
    literal = announced();
  }

  /**
   * The number in {@code {123}}, {@code {123+}} or {@code ~{123}} at the end of the frame. What
   * stands before it must be a space, an opening parenthesis, or the bracket of a section whose
   * space was forgotten: names and texts may end in braces.
   */
  private long announced() throws WireLimitException {
    int at = frameEnd - 1;
    if (at - frame < 2 || buffer[at] != '}') {
      return -1;
    }
    at--;
    if (buffer[at] == '+' || buffer[at] == '-') {
      at--;
    }
    int lastDigit = at;
    while (at > frame && buffer[at] >= '0' && buffer[at] <= '9') {
      at--;
    }
    if (buffer[at] != '{' || at == lastDigit) {
      return -1;
    }
    int firstDigit = at + 1;
    if (at > frame && buffer[at - 1] == '~') {
      at--;
    }
    if (at > frame && " (]".indexOf(buffer[at - 1]) < 0) {
      return -1;
    }
    long octets = 0;
    for (int i = firstDigit; i <= lastDigit; i++) {
      int digit = buffer[i] - '0';
      if (octets > (Long.MAX_VALUE - digit) / 10) {
        octets = Long.MAX_VALUE;
        break;
      }
      octets = octets * 10 + digit;
    }
    return octets;
  }

  /**
   * Whether the announced literal is longer than allowed. Asked where a literal is about to be
   * read, since a text line that merely looks like an announcement is no reason to hang up.
   */
  public void requireLiteralWithinLimit() throws WireLimitException {
    if (literal > maxLiteralBytes) {
      throw new WireLimitException("literal longer than " + maxLiteralBytes + " octets");
    }
  }

  private void fillOrThrow() throws IOException {
    if (!fill()) {
      throw new EOFException("The stream ended inside a line or literal");
    }
  }

  private boolean fill() throws IOException {
    if (limit == buffer.length) {
      makeRoom();
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count <= 0) {
      return false;
    }
    limit += count;
    readNanos = ticker.nanos();
    return true;
  }

  private void makeRoom() throws WireLimitException {
    int length = limit - frame;
    if (frame > 0) {
      System.arraycopy(buffer, frame, buffer, 0, length);
      next = Math.max(0, next - frame);
      frame = 0;
      limit = length;
    } else if (length >= maxFrameBytes) {
      throw new WireLimitException("line longer than " + maxFrameBytes + " bytes");
    } else {
      int larger = (int) Math.min(2L * buffer.length, Math.max(maxFrameBytes, length + 1L));
      buffer = Arrays.copyOf(buffer, larger);
      window = ByteBuffer.wrap(buffer);
    }
  }

  private void shrink() {
    if (buffer.length > BUFFER_BYTES && limit - next <= BUFFER_BYTES) {
      var usual = new byte[BUFFER_BYTES];
      System.arraycopy(buffer, next, usual, 0, limit - next);
      limit -= next;
      next = 0;
      buffer = usual;
      window = ByteBuffer.wrap(buffer);
    }
  }
}
