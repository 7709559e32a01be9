package org.transhume.engine.content;

/** What in a message's octets a server may refuse or alter (RFC 5322 section 2.3, 4.1). */
public enum Oddity {
  /** A NUL octet; Dovecot serves it as 0x80. */
  NUL,
  /** CR without LF; Dovecot drops one before CR LF, and one that ends the message. */
  BARE_CR,
  /** LF without CR; most servers make it CRLF. */
  BARE_LF,
  /** A line of more than 998 octets before its line end. */
  LONG_LINE,
  /** The last line does not end, or there is none; Courier ends it. */
  NO_FINAL_CRLF,
  /** An octet above 0x7F in the header; Cyrus serves it as X, unless it is told not to. */
  EIGHT_BIT_HEADER
}
