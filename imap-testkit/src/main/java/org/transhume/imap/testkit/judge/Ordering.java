package org.transhume.imap.testkit.judge;

/** The longest part of a sequence that rises. */
final class Ordering {
  private Ordering() {}

  /** For each element whether it belongs to a longest rising subsequence; all values differ. */
  static boolean[] longestRising(int[] values) {
    int[] tails = new int[values.length];
    int[] before = new int[values.length];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[tails[middle]] < values[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    boolean[] isRising = new boolean[values.length];
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = before[i]) {
      isRising[i] = true;
    }
    return isRising;
  }
}
