package org.transhume.imap;

/**
 * What a server may send before the connection is given up, so that a hostile one can neither fill
 * the memory nor keep us busy for ever.
 *
 * @param lineBytes the longest line; a plain SEARCH answer for 100,000 scattered messages takes 700
 *     kB
 * @param nesting how deep lists may be nested
 * @param literalBytes the longest literal
 * @param linesPerCommand how many untagged lines may come between two tagged ones
 * @param unaskedBytes how many octets may come between two tagged lines, those of bodies that were
 *     asked for aside: with COMPRESS a thousandth of it on the line will do
 * @param spoolMemoryBytes how much of a body is kept in memory before a temporary file is used,
 *     where its UID comes after it
 */
public record Limits(
    int lineBytes,
    int nesting,
    long literalBytes,
    long linesPerCommand,
    long unaskedBytes,
    int spoolMemoryBytes) {
  public Limits {
    if (lineBytes < 1024
        || nesting < 4
        || literalBytes < 1
        || linesPerCommand < 1
        || unaskedBytes < lineBytes
        || spoolMemoryBytes < 0) {
      throw new IllegalArgumentException("A limit is too small to talk at all");
    }
  }

  /**
   * 8 MiB a line, 50 levels, 4 GiB a literal, 20 million lines and 4 GiB nobody asked for, 64 kB of
   * spool in memory.
   */
  public static Limits usual() {
    return new Limits(8 << 20, 50, 4L << 30, 20_000_000, 4L << 30, 64 << 10);
  }
}
