package org.transhume.engine;

import org.transhume.engine.deletion.FolderRemovals;

/** Messages of one folder that are to go for one reason. */
interface Removal {
  /** What would go, and what stays. */
  FolderRemovals planned();

  /** Does it; what went, and what stayed. */
  FolderRemovals apply();
}
