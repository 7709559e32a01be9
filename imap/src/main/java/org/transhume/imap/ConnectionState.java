package org.transhume.imap;

/** The states of RFC 9051 section 3. */
public enum ConnectionState {
  NOT_AUTHENTICATED,
  AUTHENTICATED,
  SELECTED,
  LOGOUT
}
