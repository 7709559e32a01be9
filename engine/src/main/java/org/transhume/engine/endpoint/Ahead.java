package org.transhume.engine.endpoint;

/** What will be asked of a folder first, and may be asked along with opening it. */
public enum Ahead {
  NOTHING,

  /** {@link OpenFolder#uids}. */
  UIDS,

  /**
   * {@link OpenFolder#uids}, then {@link OpenFolder#list} of flags, dates and sizes. Both are kept
   * until then: not for large folders.
   */
  LISTING
}
