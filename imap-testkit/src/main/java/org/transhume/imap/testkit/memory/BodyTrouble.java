package org.transhume.imap.testkit.memory;

/** What goes wrong when the body of one message is fetched; flags and dates stay right. */
public enum BodyTrouble {
  /** The message is answered as if it had not been asked for, and the command ends with OK. */
  OMITTED,
  /** The message is answered without its body, and the command ends with OK. */
  WITHOUT_BODY,
  /** The body is NIL. */
  NIL,
  /** The message is not answered and the command ends with NO. */
  REFUSED
}
