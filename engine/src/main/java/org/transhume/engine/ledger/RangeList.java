package org.transhume.engine.ledger;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The part of a {@link RangeMap} that is being worked on: sorted ranges of equal value in arrays.
 * Neighbours that say the same are joined. Not safe for several threads.
 */
final class RangeList {
  private long[] first = new long[16];
  private long[] last = new long[16];
  private long[] value = new long[16];
  private int length;

  /** Maps all UIDs from {@code from} to {@code to} to {@code newValue}, whatever they mapped to. */
  void put(long from, long to, long newValue) {
    if (length > 0 && from > last[length - 1]) {
      append(from, to, newValue);
    } else {
      clear(from, to);
      insert(from, to, newValue);
    }
  }

  /** Forgets all UIDs from {@code from} to {@code to}. */
  void clear(long from, long to) {
    int at = lowerBound(from);
    if (at < length && first[at] < from) {
      long end = last[at];
      long kept = value[at];
      last[at] = from - 1;
      if (end > to) {
        makeRoom(at + 1);
        set(at + 1, to + 1, end, kept);
        return;
      }
      at++;
    }
    int until = at;
    while (until < length && last[until] <= to) {
      until++;
    }
    if (until < length && first[until] <= to) {
      first[until] = to + 1;
    }
    removeSlots(at, until);
  }

  /** The number {@code uid} maps to. */
  OptionalLong get(long uid) {
    int at = lowerBound(uid);
    return at < length && first[at] <= uid ? OptionalLong.of(value[at]) : OptionalLong.empty();
  }

  /** The last UID of the range {@code uid} is in, which must be there. */
  long lastOf(long uid) {
    return last[lowerBound(uid)];
  }

  /** How many ranges there are. */
  int length() {
    return length;
  }

  /** The first UID of the first range, of which there must be one. */
  long firstUid() {
    return first[0];
  }

  /** The last UID of the last range, of which there must be one. */
  long lastUid() {
    return last[length - 1];
  }

  /** Forgets all ranges. */
  void clear() {
    length = 0;
  }

  /** Adds a range behind the others. */
  void add(long from, long to, long newValue) {
    makeRoom(length);
    set(length - 1, from, to, newValue);
  }

  /** Forgets the first {@code count} ranges, which then stand in a block of their own. */
  RangeBlock splitOff(int count) {
    RangeBlock block = packed(count);
    removeSlots(0, count);
    return block;
  }

  /** All of it as a block. */
  RangeBlock packed() {
    return packed(length);
  }

  private RangeBlock packed(int count) {
    return RangeBlock.of(first, last, value, count);
  }

  /** The first slot whose last UID is not below {@code uid}. */
  private int lowerBound(long uid) {
    int at = Arrays.binarySearch(last, 0, length, uid);
    return at < 0 ? -at - 1 : at;
  }

  private void append(long from, long to, long newValue) {
    if (last[length - 1] + 1 == from && value[length - 1] == newValue) {
      last[length - 1] = to;
    } else {
      makeRoom(length);
      set(length - 1, from, to, newValue);
    }
  }

  private void insert(long from, long to, long newValue) {
    int at = lowerBound(from);
    boolean joinsLeft = at > 0 && last[at - 1] + 1 == from && value[at - 1] == newValue;
    boolean joinsRight = at < length && to + 1 == first[at] && value[at] == newValue;
    if (joinsLeft && joinsRight) {
      last[at - 1] = last[at];
      removeSlots(at, at + 1);
    } else if (joinsLeft) {
      last[at - 1] = to;
    } else if (joinsRight) {
      first[at] = from;
    } else {
      makeRoom(at);
      set(at, from, to, newValue);
    }
  }

  private void set(int at, long from, long to, long newValue) {
    first[at] = from;
    last[at] = to;
    value[at] = newValue;
  }

  private void makeRoom(int at) {
    if (length == first.length) {
      first = Arrays.copyOf(first, length * 2);
      last = Arrays.copyOf(last, length * 2);
      value = Arrays.copyOf(value, length * 2);
    }
    System.arraycopy(first, at, first, at + 1, length - at);
    System.arraycopy(last, at, last, at + 1, length - at);
    System.arraycopy(value, at, value, at + 1, length - at);
    length++;
  }

  private void removeSlots(int from, int until) {
    if (from == until) {
      return;
    }
    System.arraycopy(first, until, first, from, length - until);
    System.arraycopy(last, until, last, from, length - until);
    System.arraycopy(value, until, value, from, length - until);
    length -= until - from;
  }
}
