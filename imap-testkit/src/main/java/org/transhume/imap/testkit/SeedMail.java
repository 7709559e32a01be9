package org.transhume.imap.testkit;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A message to put into a mailbox.
 *
 * @param content its octets
 * @param internalDate INTERNALDATE, or empty to leave it to the server
 * @param flags system flags and keywords
 */
public record SeedMail(
    MailContent content, Optional<OffsetDateTime> internalDate, List<String> flags) {
  public SeedMail {
    flags = List.copyOf(flags);
  }

  public static SeedMail of(byte[] octets, OffsetDateTime internalDate, String... flags) {
    return new SeedMail(MailContent.of(octets), Optional.of(internalDate), List.of(flags));
  }
}
