package org.transhume.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Another process, or another part of this one, has the ledger open for writing (invariant I10).
 */
public final class LedgerInUseException extends LedgerRefusedException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Holder> holder;

  /**
   * Who has it.
   *
   * @param pid the process
   * @param started when that process started
   */
  public record Holder(long pid, Instant started) {}

  LedgerInUseException(Path file, Optional<Holder> holder) {
    super(
        Reason.IN_USE,
        file,
        "The ledger "
            + file
            + " is in use"
            + holder
                .map(h -> " by process " + h.pid() + ", started " + h.started())
                .orElse(" by another process")
            + "; wait until that one has ended.");
    this.holder = holder;
  }

  /** Who has it, if that can be told. */
  public Optional<Holder> holder() {
    return holder;
  }
}
