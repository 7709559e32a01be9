package org.transhume.mail;

/** Whether trying again can help. */
public enum Retry {
  /** At once, on a new connection if the old one is gone. */
  NOW,
  /** After a pause that the server named or that grows. */
  AFTER,
  /** Not before a person has changed something. */
  NEVER
}
