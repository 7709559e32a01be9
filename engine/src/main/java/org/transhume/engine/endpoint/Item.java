package org.transhume.engine.endpoint;

/** What a listing tells of each message beside its UID. */
public enum Item {
  FLAGS,
  INTERNAL_DATE,
  /** The size the server announces: a hint for batches, never a proof. */
  SIZE,
  /** The header fields a message is known again by. */
  IDENTITY,
  /** The same and the Received fields, in {@link Meta#identity} too. */
  IDENTITY_AND_RECEIVED
}
