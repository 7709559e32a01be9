package org.transhume.engine.ledger;

import java.util.Arrays;

/**
 * Sorted ranges of equal value in few octets: three for each where UIDs are dense and values small.
 * A range is the gap to the one before it, its length and the difference of its value, each as a
 * number of seven bits an octet. Immutable.
 */
final class RangeBlock {
  private static final int MOST_OCTETS_PER_NUMBER = 10;

  private final long firstUid;
  private final long lastUid;
  private final int length;
  private final byte[] octets;

  private RangeBlock(long firstUid, long lastUid, int length, byte[] octets) {
    this.firstUid = firstUid;
    this.lastUid = lastUid;
    this.length = length;
    this.octets = octets;
  }

  /** The first {@code length} ranges of these arrays; at least one. */
  static RangeBlock of(long[] first, long[] last, long[] value, int length) {
    var octets = new byte[64];
    int end = 0;
    long lastBefore = 0;
    long valueBefore = 0;
    for (int i = 0; i < length; i++) {
      if (end + 3 * MOST_OCTETS_PER_NUMBER > octets.length) {
        octets = Arrays.copyOf(octets, 2 * octets.length);
      }
      end = write(octets, end, first[i] - lastBefore);
      end = write(octets, end, last[i] - first[i]);
      end = write(octets, end, withoutSign(value[i] - valueBefore));
      lastBefore = last[i];
      valueBefore = value[i];
    }
    return new RangeBlock(first[0], last[length - 1], length, Arrays.copyOf(octets, end));
  }

  long firstUid() {
    return firstUid;
  }

  long lastUid() {
    return lastUid;
  }

  int length() {
    return length;
  }

  /** Visits the ranges, ascending. */
  void forEach(RangeMap.Visitor visitor) {
    long last = 0;
    long value = 0;
    int at = 0;
    var range = new long[3];
    while (at < octets.length) {
      for (int part = 0; part < 3; part++) {
        int shift = 0;
        range[part] = 0;
        byte octet;
        do {
          octet = octets[at++];
          range[part] |= (octet & 0x7FL) << shift;
          shift += 7;
        } while (octet < 0);
      }
      long first = last + range[0];
      last = first + range[1];
      value += withSign(range[2]);
      visitor.range(first, last, value);
    }
  }

  private static int write(byte[] octets, int at, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      octets[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    octets[at++] = (byte) rest;
    return at;
  }

  /** Small numbers of either sign become small ones without. */
  private static long withoutSign(long number) {
    return (number << 1) ^ (number >> 63);
  }

  private static long withSign(long number) {
    return (number >>> 1) ^ -(number & 1);
  }
}
