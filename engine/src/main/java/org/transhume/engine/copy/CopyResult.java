package org.transhume.engine.copy;

import java.util.List;
import org.transhume.mail.UidSet;

/**
 * What one run of the copier did.
 *
 * @param copied what the destination stored and told the UIDs of
 * @param untold stored, but where was not told: their intents are open until a look has found them
 * @param vanished no longer at the source when their turn came
 */
public record CopyResult(List<Copied> copied, UidSet untold, UidSet vanished) {
  public CopyResult {
    copied = List.copyOf(copied);
  }
}
