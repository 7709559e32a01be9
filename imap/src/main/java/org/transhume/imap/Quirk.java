package org.transhume.imap;

/**
 * Deviations from the protocol that are known, tolerated and reported. {@code docs/QUIRKS.md} says
 * which server, version and test belong to each.
 */
public enum Quirk {
  /** A line follows no grammar we know and was passed over. Any server. */
  UNPARSEABLE_LINE,

  /** An empty line between responses; RFC 9051 section 2.2 knows none. */
  EMPTY_LINE,

  /** A space before CRLF; Exchange after STATUS, SEARCH and CAPABILITY (RFC 9051 section 9). */
  TRAILING_SPACE,

  /** Keywords in lower case; allowed by RFC 9051 section 9 note (1) and yet rare. */
  LOWER_CASE_KEYWORD,

  /** A status response without text, such as Gmail's HIGHESTMODSEQ (RFC 9051 section 7.1). */
  MISSING_TEXT,

  /** Brackets that hold no response code, such as Exchange's {@code [Error="…"]}; read as text. */
  INVALID_RESPONSE_CODE,

  /** A known response code with arguments that are none, such as Exchange's empty COPYUID. */
  INVALID_CODE_ARGUMENTS,

  /** A response code in brackets without OK before it; Exchange on MOVE (RFC 6851 section 4.3). */
  BARE_RESPONSE_CODE,

  /** {@code * 0 FETCH}; old Courier. Sequence numbers begin at 1 (RFC 9051 section 2.3.1.2). */
  SEQUENCE_NUMBER_ZERO,

  /** A UID of 0 or above 32 bits (RFC 9051 section 2.3.1.1). */
  INVALID_UID,

  /** {@code MODSEQ (0)} or a negative one; Zoho (RFC 7162 section 7 wants at least 1). */
  INVALID_MODSEQ,

  /** INTERNALDATE that is NIL or no date; Domino and others (RFC 9051 section 9). */
  INVALID_INTERNALDATE,

  /** Parentheses around the items after UID; Domino (RFC 9051 section 9, msg-att). */
  EXTRA_PARENTHESES,

  /** An item without a value, such as {@code BODY[2] )}; Yandex (RFC 9051 section 9). */
  MISSING_VALUE,

  /** A FETCH response without closing parenthesis (RFC 9051 section 9, msg-att). */
  MISSING_PARENTHESIS,

  /** A body that is NIL: the message is gone (Dovecot; RFC 2180 section 4.1). */
  BODY_IS_NIL,

  /** A body as a quoted string, which is allowed and unusual (RFC 9051 section 4.3). */
  BODY_IS_QUOTED,

  /** The UID came after the body, or in another response (RFC 9051 section 6.4.9). */
  UID_AFTER_BODY,

  /** A body nobody asked for, or a second time; it was passed over. */
  UNASKED_BODY,

  /** A mailbox name with bytes above 127 without UTF8=ACCEPT (RFC 9051 section 5.1). */
  RAW_8BIT_NAME,

  /** A mailbox name that is not valid modified UTF-7 (RFC 3501 section 5.1.3). */
  INVALID_MODIFIED_UTF7,

  /** A BAD without tag, and perhaps no tagged answer ever; James (RFC 9051 section 7.1.3). */
  UNTAGGED_BAD,

  /** A continuation request that nothing waits for (RFC 9051 section 7.6). */
  UNEXPECTED_CONTINUATION,

  /** SELECT without UIDNEXT; Courier (RFC 9051 section 6.3.2 requires it). */
  MISSING_UIDNEXT,

  /** ENABLE answered OK without ENABLED; iCloud (RFC 9051 section 6.3.1). */
  MISSING_ENABLED
}
