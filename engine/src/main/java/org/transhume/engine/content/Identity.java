package org.transhume.engine.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import org.transhume.engine.endpoint.HeaderFields;

/**
 * What a message is known again by where no UID tells: a hash of the header fields that servers
 * leave alone. The same mail has the same identity, whether it is read from the whole message or
 * from a server's answer to {@code BODY[HEADER.FIELDS (…)]}, in whatever order, case, folding and
 * encoding (RFC 2047) the fields come. Equal identities alone do not prove equal mail.
 *
 * @param hash the first 8 bytes of SHA-256, big-endian
 * @param hasMessageId whether the message has a Message-ID; without one the identity is weak
 */
public record Identity(long hash, boolean hasMessageId) {
  /**
   * The header fields to ask a server for. Message-ID nearly says it all; the others tell apart
   * what has none, or shares one. Deliberately absent: Cc, which may be as long as the message and
   * tells nothing more; In-Reply-To and References, which are the thread's; Received and
   * Return-Path, which some servers add to when mail is appended; Bcc and Sender, which some take
   * away.
   */
  public static final List<String> FIELDS = List.of("Message-ID", "Date", "From", "To", "Subject");

  /** The identity of the message these fields are from; never throws, whatever they hold. */
  public static Identity of(HeaderFields fields) {
    var collector = new IdentityCollector();
    ByteBuffer bytes = fields.bytes();
    var octets = new byte[bytes.remaining()];
    bytes.get(octets);
    collector.take(octets, 0, octets.length);
    return collector.identity(ContentReader.sha256());
  }

  static Identity ofSha256(MessageDigest digest, boolean hasMessageId) {
    return new Identity(ByteBuffer.wrap(digest.digest()).getLong(), hasMessageId);
  }
}
