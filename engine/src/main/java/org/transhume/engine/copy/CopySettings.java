package org.transhume.engine.copy;

import java.util.OptionalLong;
import java.util.Set;
import org.transhume.engine.content.Repair;

/**
 * How a folder is copied.
 *
 * @param atomicBatch the destination refuses a batch as a whole, so that a refusal is split until
 *     the message at fault stands alone
 * @param repairs what may be changed in a message that is refused as it is
 */
public record CopySettings(
    BatchLimits limits, OptionalLong maxMessageBytes, boolean atomicBatch, Set<Repair> repairs) {
  public CopySettings {
    repairs = Set.copyOf(repairs);
  }
}
