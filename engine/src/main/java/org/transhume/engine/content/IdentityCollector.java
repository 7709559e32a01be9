package org.transhume.engine.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.HeaderFields;

/**
 * Collects the fields of {@link Identity#FIELDS} from a header that passes, and makes the identity
 * of them. Reads as servers do (checked against Dovecot): the header ends at the first empty line
 * or with the octets; a line that is no field is passed over with the lines that continue it; white
 * space may stand before the colon. A field counts once, with the first value that is not empty.
 *
 * <p>Of a value count its octets without white space and control characters, up to {@link
 * #MAX_VALUE_OCTETS}: folding and the space between encoded words are not kept by everybody.
 */
final class IdentityCollector {
  static final int MAX_VALUE_OCTETS = 4096;

  private static final int MAX_NAME_OCTETS = 10;

  private static final class Field {
    final byte[] name;
    byte[] value = new byte[128];
    int length;

    Field(String name) {
      this.name = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    void add(byte octet) {
      if (length == MAX_VALUE_OCTETS) {
        return;
      }
      if (length == value.length) {
        value = java.util.Arrays.copyOf(value, Math.min(MAX_VALUE_OCTETS, length * 4));
      }
      value[length++] = octet;
    }
  }

  private enum State {
    LINE_START,
    NAME,
    BEHIND_NAME,
    VALUE,
    PASSED_OVER,
    HEADER_ENDED
  }

  private final List<Field> fields = Identity.FIELDS.stream().map(Field::new).toList();
  private final byte[] name = new byte[MAX_NAME_OCTETS];
  private int nameLength;
  private State state = State.LINE_START;
  private boolean crAtLineStart;

  /** Whether the present field is one of ours; its octets count against the limit. */
  private boolean wanted;

  /** Where the present field's value goes; null if it is not wanted or was there before. */
  private @Nullable Field field;

  private int wantedOctets;

  /** All octets of the header so far, one over the other: below zero if one had eight bits. */
  private byte seen;

  void reset() {
    seen = 0;
    for (Field each : fields) {
      each.length = 0;
    }
    state = State.LINE_START;
    crAtLineStart = false;
    wanted = false;
    field = null;
    wantedOctets = 0;
  }

  void take(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && state != State.HEADER_ENDED) {
      byte octet = bytes[at];
      switch (state) {
        case LINE_START -> at += atLineStart(octet);
        case NAME, BEHIND_NAME -> {
          inName(octet);
          at++;
        }
        case VALUE -> at = inValue(bytes, at, to);
        case PASSED_OVER -> {
          at = indexOfLf(bytes, at, to);
          if (at < to) {
            state = State.LINE_START;
            at++;
          }
        }
        case HEADER_ENDED -> throw new IllegalStateException("The header has ended");
      }
    }
  }

  /** Answers how many octets it consumed. */
  private int atLineStart(byte octet) {
    if (octet == '\r') {
      crAtLineStart = true;
      return 1;
    }
    if (octet == '\n') {
      state = State.HEADER_ENDED;
      return 1;
    }
    if ((octet == ' ' || octet == '\t') && !crAtLineStart) {
      state = wanted ? State.VALUE : State.PASSED_OVER;
      return 0;
    }
    state = crAtLineStart ? State.PASSED_OVER : State.NAME;
    crAtLineStart = false;
    wanted = false;
    field = null;
    nameLength = 0;
    return 0;
  }

  private void inName(byte octet) {
    seen |= octet;
    if (octet == ':') {
      beginValue();
    } else if (octet == '\n') {
      state = State.LINE_START;
    } else if (octet == ' ' || octet == '\t') {
      state = State.BEHIND_NAME;
    } else if (state == State.BEHIND_NAME || nameLength == name.length) {
      state = State.PASSED_OVER;
    } else {
      name[nameLength++] = octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
    }
  }

  private void beginValue() {
    state = State.PASSED_OVER;
    for (Field each : fields) {
      if (java.util.Arrays.equals(each.name, 0, each.name.length, name, 0, nameLength)) {
        wanted = true;
        field = each.length == 0 ? each : null;
        wantedOctets += nameLength + 1;
        state = State.VALUE;
      }
    }
  }

  private int inValue(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte octet = bytes[at++];
      seen |= octet;
      // What a server gives is cut here as well.
      if (++wantedOctets > HeaderFields.MAX_BYTES) {
        state = State.HEADER_ENDED;
        return at;
      }
      if (octet == '\n') {
        state = State.LINE_START;
        return at;
      }
      if (field != null && (octet < 0 || octet > ' ' || octet == 0)) {
        field.add(octet == 0 ? (byte) 0x80 : octet);
      }
    }
    return at;
  }

  private int indexOfLf(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      seen |= bytes[at++];
    }
    return at;
  }

  /** Whether the header has an octet above 0x7F, which RFC 5322 section 2.2 forbids. */
  boolean hasEightBits() {
    return seen < 0;
  }

  /** The identity of what was collected; uses {@code sha256}, which must be fresh and is again. */
  Identity identity(MessageDigest sha256) {
    boolean hasMessageId = false;
    for (Field each : fields) {
      boolean counts = hash(each, sha256);
      hasMessageId |= counts && each == fields.getFirst();
    }
    return Identity.ofSha256(sha256, hasMessageId);
  }

  /** Hashes a field, unless nothing is in it: some servers drop what is empty. */
  private static boolean hash(Field field, MessageDigest sha256) {
    byte[] value = field.value;
    int length = field.length;
    if (!EncodedWords.isPlain(value, length)) {
      value = EncodedWords.decode(value, length);
      length = value.length;
    }
    if (length > 0) {
      sha256.update(field.name);
      sha256.update((byte) ':');
      sha256.update(value, 0, length);
      sha256.update((byte) '\n');
    }
    return length > 0;
  }
}
