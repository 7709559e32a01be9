package org.transhume.engine.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/** A message without its place: what must be the same on both sides. Equal by content. */
public record Mail(ByteBuffer octets, Flags flags, InternalDate internalDate) {
  /** A message of the given text, which is taken as ISO 8859-1. */
  public static Mail of(String text, Flags flags, InternalDate internalDate) {
    return new Mail(
        ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)), flags, internalDate);
  }

  /** The octets from the first to the last; a buffer of the caller's own. */
  @Override
  public ByteBuffer octets() {
    return octets.asReadOnlyBuffer();
  }

  @Override
  public String toString() {
    String text = StandardCharsets.ISO_8859_1.decode(octets()).toString();
    String head = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return "Mail[%s, (%s), %s]".formatted(head.replace("\r\n", "⏎"), flags, internalDate);
  }
}
