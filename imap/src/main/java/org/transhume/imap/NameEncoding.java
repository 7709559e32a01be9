package org.transhume.imap;

/** How mailbox names are written on the wire. */
public enum NameEncoding {
  /** RFC 3501 section 5.1.3: every IMAP4rev1 server unless UTF8=ACCEPT was enabled. */
  MODIFIED_UTF7,
  /** RFC 9051 section 5.1 and RFC 6855: IMAP4rev2 or UTF8=ACCEPT, once enabled. */
  UTF8
}
