package org.transhume.mail;

/**
 * Names one message of a mailbox while its UIDVALIDITY stays the same (RFC 9051 section 2.3.1.1).
 * Unsigned 32 bits, never zero.
 */
public record Uid(long value) implements Comparable<Uid> {
  /** The largest UID the protocol can express. */
  public static final long MAX_VALUE = 0xFFFF_FFFFL;

  public Uid {
    if (value < 1 || value > MAX_VALUE) {
      throw new IllegalArgumentException("UID out of range: " + value);
    }
  }

  @Override
  public int compareTo(Uid other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
