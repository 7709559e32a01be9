package org.transhume.soak;

import java.util.List;

/**
 * How large the mailboxes are.
 *
 * @param messages of one folder each
 * @param folders of the mailboxes of many folders
 * @param largeBytes of the one large message; zero for none
 * @param changes to each mailbox of one folder, at least 10
 * @param peakPercent by how much the peak memory of passes over few and many messages may differ
 */
record SizeOptions(
    List<Integer> messages, int folders, long largeBytes, int changes, double peakPercent) {
  /** How many messages each of the many folders holds: two mailboxes. */
  static final List<Integer> FOLDER_MESSAGES = List.of(2, 20);

  SizeOptions {
    messages = messages.stream().sorted().toList();
  }

  static SizeOptions usual() {
    return new SizeOptions(List.of(1_000, 10_000, 100_000), 500, 300_000_000, 100, 10);
  }
}
