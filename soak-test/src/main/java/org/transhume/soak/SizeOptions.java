package org.transhume.soak;

import java.util.List;
import java.util.stream.IntStream;

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

  /** 1,000, 10,000 and so on, up to {@code largest}. */
  static SizeOptions usual(int largest) {
    return new SizeOptions(
        IntStream.iterate(1_000, each -> each <= largest, each -> each * 10).boxed().toList(),
        500,
        300_000_000,
        100,
        10);
  }
}
