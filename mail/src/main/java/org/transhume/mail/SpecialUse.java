package org.transhume.mail;

import java.util.Locale;
import java.util.Optional;

/** What a mailbox is for, as LIST tells it (RFC 6154 section 2; IMPORTANT: RFC 8457). */
public enum SpecialUse {
  ALL,
  ARCHIVE,
  DRAFTS,
  FLAGGED,
  IMPORTANT,
  JUNK,
  SENT,
  TRASH;

  /** The attribute on the wire, {@code \Sent}. */
  public String attribute() {
    return "\\" + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** The special use an attribute of LIST names, in any case, if it names one. */
  public static Optional<SpecialUse> ofAttribute(String attribute) {
    for (SpecialUse use : values()) {
      if (use.attribute().equalsIgnoreCase(attribute)) {
        return Optional.of(use);
      }
    }
    return Optional.empty();
  }
}
