package org.transhume.mail;

/**
 * A modification sequence of CONDSTORE (RFC 7162 section 3.1). 63 bits; zero is what a mailbox
 * without them (NOMODSEQ) is recorded with.
 */
public record ModSeq(long value) implements Comparable<ModSeq> {
  /** The mailbox keeps no modification sequences. */
  public static final ModSeq NONE = new ModSeq(0);

  public ModSeq {
    if (value < 0) {
      throw new IllegalArgumentException("MODSEQ out of range: " + value);
    }
  }

  /** Whether this is a sequence a server gave. */
  public boolean isKnown() {
    return value > 0;
  }

  @Override
  public int compareTo(ModSeq other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
