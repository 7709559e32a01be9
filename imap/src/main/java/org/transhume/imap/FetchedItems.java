package org.transhume.imap;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;

/** What a server told of one message, its body aside. Immutable. */
public final class FetchedItems {
  private final long uid;
  private final int told;
  private final @Nullable Flags flags;
  private final @Nullable InternalDate internalDate;
  private final long sizeBytes;
  private final long modSeq;

  /**
   * Items as they were read.
   *
   * @param told the bits of the items that came, readable or not
   * @param sizeBytes negative if absent
   * @param modSeq zero if absent
   */
  FetchedItems(
      long uid,
      int told,
      @Nullable Flags flags,
      @Nullable InternalDate internalDate,
      long sizeBytes,
      long modSeq) {
    this.uid = uid;
    this.told = told;
    this.flags = flags;
    this.internalDate = internalDate;
    this.sizeBytes = sizeBytes;
    this.modSeq = modSeq;
  }

  /** The message's UID. */
  public Uid uid() {
    return new Uid(uid);
  }

  /** The flags, {@code \Recent} included where the server sets it. */
  public Optional<Flags> flags() {
    return Optional.ofNullable(flags);
  }

  /** The INTERNALDATE, if it is a date. */
  public Optional<InternalDate> internalDate() {
    return Optional.ofNullable(internalDate);
  }

  /** RFC822.SIZE: a hint. */
  public OptionalLong sizeBytes() {
    return sizeBytes < 0 ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
  }

  /** The modification sequence, if it is one. */
  public Optional<ModSeq> modSeq() {
    return modSeq == 0 ? Optional.empty() : Optional.of(new ModSeq(modSeq));
  }

  long uidValue() {
    return uid;
  }

  /** Whether all items of {@code bits} came. */
  boolean covers(int bits) {
    return (told & bits) == bits;
  }

  /** These items, and where they lack one, that of {@code earlier}. */
  FetchedItems or(FetchedItems earlier) {
    return new FetchedItems(
        uid,
        told | earlier.told,
        flags == null ? earlier.flags : flags,
        internalDate == null ? earlier.internalDate : internalDate,
        sizeBytes < 0 ? earlier.sizeBytes : sizeBytes,
        modSeq == 0 ? earlier.modSeq : modSeq);
  }

  @Override
  public String toString() {
    return "UID " + uid + " " + flags + " " + internalDate + " " + sizeBytes + " " + modSeq;
  }
}
