package org.transhume.mail;

/**
 * A lower bound of the UID the next message of a mailbox will get (RFC 9051 section 2.3.1.1). At
 * least 1; one more than the largest UID when the mailbox can take no further message.
 */
public record UidNext(long value) implements Comparable<UidNext> {
  public UidNext {
    if (value < 1 || value > Uid.MAX_VALUE + 1) {
      throw new IllegalArgumentException("UIDNEXT out of range: " + value);
    }
  }

  /** The bound that follows {@code uid}. */
  public static UidNext after(Uid uid) {
    return new UidNext(uid.value() + 1);
  }

  @Override
  public int compareTo(UidNext other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
