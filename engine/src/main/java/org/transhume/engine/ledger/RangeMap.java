package org.transhume.engine.ledger;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.transhume.mail.UidSet;

/**
 * A map from UIDs to numbers, kept as sorted ranges of equal value: its size depends on how often
 * the value changes, not on how many UIDs there are. Not safe for several threads.
 */
public final class RangeMap {
  private long[] first = new long[16];
  private long[] last = new long[16];
  private long[] value = new long[16];
  private int length;

  /** Takes one range after another. */
  @FunctionalInterface
  public interface Visitor {
    /** The UIDs from {@code first} to {@code last}, both included, all map to {@code value}. */
    void range(long first, long last, long value);
  }

  /** Maps all UIDs from {@code from} to {@code to} to {@code newValue}, whatever they mapped to. */
  public void put(long from, long to, long newValue) {
    requireOrder(from, to);
    if (length > 0 && from > last[length - 1]) {
      append(from, to, newValue);
    } else {
      clear(from, to);
      insert(from, to, newValue);
    }
  }

  /** Forgets all UIDs from {@code from} to {@code to}. */
  public void clear(long from, long to) {
    requireOrder(from, to);
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
  public OptionalLong get(long uid) {
    int at = lowerBound(uid);
    return at < length && first[at] <= uid ? OptionalLong.of(value[at]) : OptionalLong.empty();
  }

  /** Whether {@code uid} maps to anything. */
  public boolean contains(long uid) {
    int at = lowerBound(uid);
    return at < length && first[at] <= uid;
  }

  /** The UIDs that map to a number {@code wanted} says yes to. */
  public UidSet keys(LongPredicate wanted) {
    var keys = new UidSet.Builder();
    forEach(
        (from, to, number) -> {
          if (wanted.test(number)) {
            keys.addRange(from, to);
          }
        });
    return keys.build();
  }

  /** All UIDs that map to something. */
  public UidSet keys() {
    return keys(_ -> true);
  }

  /** How many ranges the map is made of. */
  public int ranges() {
    return length;
  }

  /** Visits the ranges, ascending. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < length; i++) {
      visitor.range(first[i], last[i], value[i]);
    }
  }

  private static void requireOrder(long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException("Range out of order: " + from + ":" + to);
    }
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
