package org.transhume.imap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.transhume.mail.MailboxName;

/**
 * A mailbox name in the very octets that the server listed, so that a name in broken encoding
 * reaches the server again as it came. {@code INBOX} equals itself in any case.
 */
public final class EncodedMailboxName {
  private static final byte[] INBOX = {'I', 'N', 'B', 'O', 'X'};

  private final byte[] octets;

  private EncodedMailboxName(byte[] octets) {
    this.octets = octets;
  }

  /** The name of these octets. */
  public static EncodedMailboxName ofOctets(byte[] octets) {
    return new EncodedMailboxName(octets.clone());
  }

  /** The INBOX of any server. */
  public static EncodedMailboxName inbox() {
    return new EncodedMailboxName(INBOX);
  }

  /**
   * Encodes a name of ours.
   *
   * @throws IllegalArgumentException if no server could take it: NUL, half a surrogate pair
   */
  public static EncodedMailboxName of(MailboxName name, NameEncoding encoding) {
    if (name.text().indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A mailbox name holds no NUL");
    }
    byte[] octets =
        switch (encoding) {
          case MODIFIED_UTF7 ->
              ModifiedUtf7.encode(name.text()).getBytes(StandardCharsets.US_ASCII);
          case UTF8 -> name.text().getBytes(StandardCharsets.UTF_8);
        };
    return new EncodedMailboxName(octets);
  }

  /**
   * The name for people and for comparing with other servers. What is not validly encoded is shown
   * as it stands; two names of one server may then look the same.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public MailboxName decode(char separator, NameEncoding encoding) {
    if (encoding == NameEncoding.MODIFIED_UTF7 && !isEightBit()) {
      String text = new String(octets, StandardCharsets.US_ASCII);
      return new MailboxName(ModifiedUtf7.decode(text).orElse(text), separator);
    }
    String text = utf8().orElseGet(() -> new String(octets, StandardCharsets.ISO_8859_1));
    return new MailboxName(text, separator);
  }

  /** Whether the octets are what {@code encoding} allows. */
  boolean isValid(NameEncoding encoding) {
    return switch (encoding) {
      case MODIFIED_UTF7 ->
          !isEightBit()
              && ModifiedUtf7.decode(new String(octets, StandardCharsets.US_ASCII)).isPresent();
      case UTF8 -> utf8().isPresent();
    };
  }

  /** Whether an octet is above 127. */
  boolean isEightBit() {
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> utf8() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /** Whether the name is empty, as LIST answers when asked for the separator alone. */
  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  private boolean isInbox() {
    if (octets.length != INBOX.length) {
      return false;
    }
    for (int i = 0; i < INBOX.length; i++) {
      if ((octets[i] & ~0x20) != INBOX[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedMailboxName name
        && (Arrays.equals(octets, name.octets) || (isInbox() && name.isInbox()));
  }

  @Override
  public int hashCode() {
    return isInbox() ? Arrays.hashCode(INBOX) : Arrays.hashCode(octets);
  }

  /** The octets, one character each. */
  @Override
  public String toString() {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
