package org.transhume.engine.endpoint;

import java.util.OptionalLong;

/**
 * What an endpoint can do, as data the engine decides by.
 *
 * @param atomicBatch a batch is stored whole or not at all (MULTIAPPEND, RFC 3502)
 * @param uidsTold a stored message's UID comes with the answer (UIDPLUS, RFC 4315)
 * @param canRemoveByUid named messages alone can be removed (UID EXPUNGE, RFC 4315 section 2.1)
 * @param canMove messages can be moved between folders in one step (RFC 6851)
 * @param tellsChanges changes since a modification sequence can be asked for (CONDSTORE, RFC 7162)
 * @param mergesTwins a message whose like is already stored may be answered with that one's UID
 * @param maxMessageBytes the largest message the endpoint says it takes (APPENDLIMIT, RFC 7889)
 * @param maxConnections how many folders may be open at the same time, at least one
 */
public record Abilities(
    boolean atomicBatch,
    boolean uidsTold,
    boolean canRemoveByUid,
    boolean canMove,
    boolean tellsChanges,
    boolean mergesTwins,
    OptionalLong maxMessageBytes,
    int maxConnections) {
  public Abilities {
    if (maxConnections < 1) {
      throw new IllegalArgumentException("At least one connection is needed: " + maxConnections);
    }
  }
}
