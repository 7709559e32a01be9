package org.transhume.store;

import java.nio.file.Path;

/** A ledger that must not be opened, although nothing is broken. Retrying alone does not help. */
public sealed class LedgerRefusedException extends RuntimeException permits LedgerInUseException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Path file;

  /** Why it is refused. */
  public enum Reason {
    /** Another process has it open for writing. */
    IN_USE,
    /** A newer Transhume wrote it. */
    NEWER_FORMAT,
    /** The file lies on a network file system, where neither locks nor writes can be trusted. */
    NETWORK_FILE_SYSTEM,
    /** The file is the ledger of another account: it was renamed or copied. */
    ANOTHER_ACCOUNT,
    /** The file is a database of some other program. */
    NOT_A_LEDGER
  }

  LedgerRefusedException(Reason reason, Path file, String sentence) {
    super(sentence);
    this.reason = reason;
    this.file = file;
  }

  /** Why it is refused, as a stable code. */
  public Reason reason() {
    return reason;
  }

  /** The ledger file. */
  public Path file() {
    return file;
  }
}
