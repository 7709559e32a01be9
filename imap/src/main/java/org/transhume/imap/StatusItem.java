package org.transhume.imap;

/** What STATUS can be asked for (RFC 9051 section 6.3.11; RFC 7162, RFC 8438, RFC 8474). */
public enum StatusItem {
  MESSAGES,
  UIDNEXT,
  UIDVALIDITY,
  UNSEEN,
  /** Only where CONDSTORE is announced. */
  HIGHESTMODSEQ,
  /** Only where STATUS=SIZE or IMAP4rev2 is announced. */
  SIZE,
  /** Only where OBJECTID is announced. */
  MAILBOXID
}
