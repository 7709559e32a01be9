package org.transhume.soak;

import java.util.List;

/**
 * How large the mailboxes are.
 *
 * @param messages of one folder each; the largest is also changed and read without CONDSTORE
 * @param folders of the mailbox of many folders, with two messages each
 * @param largeBytes of the one large message; zero for none
 * @param changes to the largest mailbox, at least 10
 */
record SizeOptions(List<Integer> messages, int folders, long largeBytes, int changes) {
  SizeOptions {
    messages = messages.stream().sorted().toList();
  }

  static SizeOptions usual() {
    return new SizeOptions(List.of(1_000, 10_000, 100_000), 500, 300_000_000, 100);
  }

  int largest() {
    return messages.getLast();
  }
}
