package org.transhume.engine;

import org.transhume.engine.copy.BatchLimits;

/**
 * What a person asks of a pass.
 *
 * @param deep read every octet back, not those of odd messages alone
 * @param adoptFlags carry flags over to mail that was at the destination already
 * @param copyMissingAgain after a restored or recreated destination folder, copy again what is
 *     missing there instead of stopping
 * @param subscribeAll subscribe to every folder at the destination, not to those subscribed at the
 *     source alone
 * @param lanes folders worked on at the same time, at least 1
 */
public record PassOptions(
    boolean deep,
    boolean adoptFlags,
    boolean copyMissingAgain,
    boolean subscribeAll,
    int lanes,
    BatchLimits limits) {
  public PassOptions {
    if (lanes < 1) {
      throw new IllegalArgumentException("A pass needs a lane: " + lanes);
    }
  }
}
