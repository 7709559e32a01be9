package org.transhume.imap.testkit.memory;

/** Where in the life of a command a fault can strike. */
public enum Moment {
  /** A literal was announced; a synchronizing one has not been asked for yet. */
  LITERAL_ANNOUNCED,
  /** The whole command has been read, nothing has been done. */
  RECEIVED,
  /** Its effects are in the mailbox, its tagged response has not been sent. */
  DONE
}
