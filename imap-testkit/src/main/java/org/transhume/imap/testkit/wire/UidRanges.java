package org.transhume.imap.testkit.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** A sequence-set (RFC 9051 section 9): numbers and ranges, {@code *} standing for the largest. */
public final class UidRanges {
  private static final long STAR = -1;

  private final List<long[]> ranges;

  private UidRanges(List<long[]> ranges) {
    this.ranges = ranges;
  }

  public static UidRanges parse(String text) {
    var ranges = new ArrayList<long[]>();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        ranges.add(new long[] {number(part, text), number(part, text)});
      } else {
        ranges.add(
            new long[] {
              number(part.substring(0, colon), text), number(part.substring(colon + 1), text)
            });
      }
    }
    return new UidRanges(ranges);
  }

  /**
   * The set with {@code *} resolved to {@code largest}, the largest number in use: what to test
   * many numbers against.
   */
  public LongPredicate resolve(long largest) {
    List<long[]> sorted = new ArrayList<>();
    for (long[] range : ranges) {
      long first = range[0] == STAR ? largest : range[0];
      long last = range[1] == STAR ? largest : range[1];
      sorted.add(new long[] {Math.min(first, last), Math.max(first, last)});
    }
    sorted.sort(Comparator.comparingLong(range -> range[0]));
    var merged = new TreeMap<Long, Long>();
    for (long[] range : sorted) {
      Map.Entry<Long, Long> before = merged.floorEntry(range[0]);
      if (before != null && before.getValue() >= range[0] - 1) {
        merged.put(before.getKey(), Math.max(before.getValue(), range[1]));
      } else {
        merged.put(range[0], range[1]);
      }
    }
    return number -> {
      Map.Entry<Long, Long> range = merged.floorEntry(number);
      return range != null && number <= range.getValue();
    };
  }

  /** Every number of the set, ascending within its ranges; for sets without {@code *}. */
  public List<Long> numbers() {
    var numbers = new ArrayList<Long>();
    for (long[] range : ranges) {
      if (range[0] == STAR || range[1] == STAR) {
        throw new WireException("* where numbers are expected");
      }
      for (long n = Math.min(range[0], range[1]); n <= Math.max(range[0], range[1]); n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  /** Prints numbers in the order given, neighbours that rise by one joined: {@code 1:3,7}. */
  public static String format(Collection<Long> numbers) {
    var text = new StringBuilder();
    long first = STAR;
    long last = STAR;
    for (long number : numbers) {
      if (first != STAR && number == last + 1) {
        last = number;
        continue;
      }
      appendRange(text, first, last);
      first = number;
      last = number;
    }
    appendRange(text, first, last);
    return text.toString();
  }

  private static void appendRange(StringBuilder text, long first, long last) {
    if (first == STAR) {
      return;
    }
    if (!text.isEmpty()) {
      text.append(',');
    }
    text.append(first);
    if (last != first) {
      text.append(':').append(last);
    }
  }

  private static long number(String part, String whole) {
    if (part.equals("*")) {
      return STAR;
    }
    try {
      long number = Long.parseLong(part);
      if (number >= 1 && number <= 0xFFFF_FFFFL) {
        return number;
      }
    } catch (NumberFormatException notDigits) {
      // falls through: the message below names the whole set
    }
    throw new WireException("not a sequence-set: " + whole);
  }
}
