package org.transhume.imap;

/** How a connection is encrypted. */
public enum TlsMode {
  /** TLS from the first byte, usually at port 993. */
  IMPLICIT,
  /** STARTTLS, usually at port 143; without it there is no connection (RFC 8314 section 3). */
  STARTTLS,
  /** Not at all, passwords included; for servers named by a person. */
  PLAIN
}
