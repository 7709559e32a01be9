package org.transhume.server.csv;

import java.util.List;

/**
 * Something that may be meant and may be a mistake; the person decides.
 *
 * @param lines where it stands, the first first
 * @param found what stands there
 */
public record CsvWarning(Kind kind, List<Integer> lines, String found) {
  /** What is striking. */
  public enum Kind {
    /** Two lines into one mailbox. */
    DESTINATION_TWICE,
    /** Two lines from one mailbox. */
    SOURCE_TWICE,
    /** jane goes to john: two lines may have been swapped. */
    LOCAL_PARTS_DIFFER
  }

  public CsvWarning {
    lines = List.copyOf(lines);
  }
}
