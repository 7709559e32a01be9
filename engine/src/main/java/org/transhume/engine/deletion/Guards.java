package org.transhume.engine.deletion;

import java.util.EnumSet;
import java.util.Set;

/** Counts what would go against what stands there, folder by folder. One thread. */
public final class Guards {
  private static final long FEW = 100;
  private static final long ONE_IN = 20;
  private static final long SMALL_FOLDER = 10;

  private final Set<DeletionGuard> raised = EnumSet.noneOf(DeletionGuard.class);
  private long going;
  private long standing;
  private boolean foldersMayGo;

  /** Of {@code all} messages of ours in a folder, {@code some} would go. */
  public void folder(long some, long all) {
    going += some;
    standing += all;
    if (some == all && all > SMALL_FOLDER) {
      raised.add(DeletionGuard.WHOLE_FOLDER);
    }
  }

  /** Folders may go, whether messages do or not. */
  public void foldersMayGo() {
    foldersMayGo = true;
  }

  /** Something else speaks against it. */
  public void raise(DeletionGuard guard) {
    raised.add(guard);
  }

  /**
   * What keeps it from being done: nothing where it is known that nothing would go.
   *
   * @param many a person overrules what he may
   */
  public Set<DeletionGuard> refusedBy(boolean many) {
    if (going == 0 && !foldersMayGo) {
      return raised.contains(DeletionGuard.LISTING_NOT_WHOLE)
          ? Set.of(DeletionGuard.LISTING_NOT_WHOLE)
          : Set.of();
    }
    var refused = EnumSet.noneOf(DeletionGuard.class);
    refused.addAll(raised);
    if (going > FEW && going > standing / ONE_IN) {
      refused.add(DeletionGuard.MANY);
    }
    refused.removeIf(guard -> many && guard.mayBeOverruled());
    return refused;
  }
}
