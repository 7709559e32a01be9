package org.transhume.imap;

import org.transhume.mail.UidSet;

/**
 * How a UID FETCH ended.
 *
 * @param told the UIDs of which anything was told
 * @param notDelivered the UIDs asked for whose body did not come whole; empty if none was asked
 *     for. NO, an expunged message, or a server that leaves some out in silence
 * @param tagged the server's answer; with NO, what came before it counts
 */
public record FetchResult(UidSet told, UidSet notDelivered, TaggedResponse tagged) {
  /** How to go on where the server stopped at its MESSAGELIMIT. */
  static final ContinuedHandle.Kind<FetchResult> CONTINUED =
      new ContinuedHandle.Kind<>() {
        @Override
        public UidSet seen(FetchResult result) {
          return result.told();
        }

        @Override
        public TaggedResponse answer(FetchResult result) {
          return result.tagged();
        }

        @Override
        public FetchResult and(FetchResult result, FetchResult next) {
          // Of what was asked for again the next answer alone tells what was not delivered.
          UidSet told = result.told().union(next.told());
          UidSet missing = result.notDelivered().minus(next.told()).union(next.notDelivered());
          return new FetchResult(told, missing, next.tagged());
        }
      };

  FetchResult and(FetchResult next) {
    return new FetchResult(
        told.union(next.told),
        notDelivered.union(next.notDelivered),
        tagged.isOk() ? next.tagged : tagged);
  }
}
