package org.transhume.engine.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;

/** A message that is about to be stored. */
public record Candidate(MailboxName folder, ByteBuffer octets, Flags flags) {
  /** Whether its octets, read as ISO 8859-1, contain {@code text}. */
  public boolean contains(String text) {
    return StandardCharsets.ISO_8859_1.decode(octets.duplicate()).toString().contains(text);
  }
}
