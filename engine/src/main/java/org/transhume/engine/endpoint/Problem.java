package org.transhume.engine.endpoint;

/**
 * What went wrong, as a stable code: texts for people and exit codes are made from it, never from
 * the words of a server.
 */
public enum Problem {
  /** The host name does not exist. */
  UNKNOWN_HOST,
  /** Nobody listens, or the way there is blocked. */
  CANNOT_CONNECT,
  /** The port does not speak TLS although TLS was asked for. */
  TLS_NOT_SPOKEN,
  /** STARTTLS was asked for and the server does not offer it. */
  STARTTLS_MISSING,
  /** The certificate is expired, for another name, or signed by nobody we trust. */
  CERTIFICATE_INVALID,
  /** What answered is not an IMAP server, or broke the protocol. */
  PROTOCOL,
  /** User name or password were refused. */
  LOGIN_REFUSED,
  /** The password was refused too often of late: it is not said again for a while. */
  LOGIN_ON_HOLD,
  /** The server takes no password here: IMAP off, OAuth only, TLS needed first. */
  LOGIN_NOT_POSSIBLE,
  /** The server asks us to slow down or allows no more connections. */
  THROTTLED,
  /** The connection died. */
  CONNECTION_LOST,
  /** Nothing came for longer than the time limit. */
  TIMEOUT,
  /** The folder does not exist, any more or at all. */
  FOLDER_MISSING,
  /** The folder's UIDs have begun anew in the middle of the work. */
  UIDVALIDITY_CHANGED,
  /** The destination cannot hold a folder of that name. */
  FOLDER_NAME_REFUSED,
  /** We may not read or write there. */
  NOT_PERMITTED,
  /** The server does not understand the search that was asked for. */
  SEARCH_REFUSED,
  /** The destination is full. */
  QUOTA_FULL,
  /** The message is larger than the destination takes. */
  MESSAGE_TOO_LARGE,
  /** The destination does not take what the message is made of. */
  MESSAGE_REFUSED,
  /** The source did not give the message. */
  MESSAGE_NOT_READABLE,
  /** The message was said to be stored and is not listed, or is not the same. */
  NOT_VERIFIED,
  /**
   * Far fewer messages are there than the ledger knows: restored or recreated, a person must say.
   */
  LOOKS_RECREATED,
  /** A folder that was copied is asked to go to another place. */
  MAPPED_ELSEWHERE,
  /** Source and destination are one and the same mailbox. */
  SAME_MAILBOX,
  /** The server failed for a reason of its own. */
  SERVER_ERROR,
  /** The disk below the ledger is full or broken. */
  LEDGER_UNWRITABLE
}
