package org.transhume.mail;

/**
 * The lifetime of a mailbox's UIDs: while it stays the same, a UID names one message (RFC 9051
 * section 2.3.1.1). Unsigned 32 bits, never zero.
 */
public record UidValidity(long value) {
  public UidValidity {
    if (value < 1 || value > Uid.MAX_VALUE) {
      throw new IllegalArgumentException("UIDVALIDITY out of range: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
