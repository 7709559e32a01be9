package org.transhume.engine.ledger;

import org.transhume.mail.InternalDate;

/** An INTERNALDATE as one number, as {@link Column#SENT_DATE} has it on disk. */
public final class PackedDate {
  private static final int OFFSET_BITS = 14;
  private static final int ZERO_OFFSET = 1 << (OFFSET_BITS - 1);

  private PackedDate() {}

  /** Seconds since 1970 above, minutes east of UTC plus 8192 in the lowest 14 bits. */
  static long pack(InternalDate date) {
    return (date.epochSecond() << OFFSET_BITS) + date.offsetMinutes() + ZERO_OFFSET;
  }

  /** The date that was packed. */
  public static InternalDate unpack(long packed) {
    int offset = (int) (packed & ((1 << OFFSET_BITS) - 1)) - ZERO_OFFSET;
    return new InternalDate(packed >> OFFSET_BITS, offset);
  }
}
