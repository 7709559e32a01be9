package org.transhume.engine.testing;

/** What an endpoint can be asked for; what is counted, and where faults strike. */
public enum Command {
  /** The account's folders with their status: one round trip, however many there are. */
  FOLDERS,
  OPEN,
  UIDS,
  SEARCH,
  LIST,
  CHANGED_SINCE,
  BODIES,
  /** A batch where batches are atomic, else one message. */
  APPEND,
  STORE,
  COPY,
  MOVE,
  REMOVE,
  CREATE,
  RENAME,
  DELETE,
  SUBSCRIBE
}
