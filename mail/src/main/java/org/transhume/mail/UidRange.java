package org.transhume.mail;

/** The UIDs from {@code first} to {@code last}, both included. */
public record UidRange(long first, long last) {
  public UidRange {
    if (first < 1 || last > Uid.MAX_VALUE || first > last) {
      throw new IllegalArgumentException("UID range out of order or bounds: " + first + ":" + last);
    }
  }

  /** How many UIDs the range names. */
  public long size() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + ":" + last;
  }
}
