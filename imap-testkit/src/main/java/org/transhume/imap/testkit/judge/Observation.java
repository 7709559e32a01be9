package org.transhume.imap.testkit.judge;

/**
 * One message as one side shows it; small, because a folder may hold a hundred thousand.
 *
 * @param uid its UID, or its place from 1 where there are none
 * @param normalised digest after normalisation
 * @param raw digest of the octets as they are
 * @param bytes length as it is
 * @param epochSecond INTERNALDATE; {@link #NO_DATE} if it cannot be read
 * @param flags as {@link FlagText} writes them
 * @param messageId the Message-ID, or empty
 */
public record Observation(
    long uid,
    ContentDigest normalised,
    ContentDigest raw,
    long bytes,
    long epochSecond,
    String flags,
    String messageId) {

  /** Stands for an INTERNALDATE that cannot be read. */
  public static final long NO_DATE = Long.MIN_VALUE;

  static Observation of(long uid, MailReader.Read read, long epochSecond, String flags) {
    return new Observation(
        uid, read.normalised(), read.raw(), read.bytes(), epochSecond, flags, read.messageId());
  }
}
