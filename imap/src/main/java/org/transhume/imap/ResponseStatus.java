package org.transhume.imap;

/** What a status response says (RFC 9051 section 7.1). */
public enum ResponseStatus {
  OK,
  NO,
  BAD
}
