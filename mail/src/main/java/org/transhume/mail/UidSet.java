package org.transhume.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * An immutable set of UIDs, kept as sorted ranges that neither touch nor overlap: its size in
 * memory depends on the number of gaps, not on the number of UIDs. Prints and parses as the {@code
 * sequence-set} of RFC 9051 section 9, without {@code *}.
 */
public final class UidSet {
  private static final UidSet EMPTY = new UidSet(new long[0]);

  /** first0, last0, first1, last1, … ascending. */
  private final long[] bounds;

  private UidSet(long[] bounds) {
    this.bounds = bounds;
  }

  /** The set without members. */
  public static UidSet empty() {
    return EMPTY;
  }

  /** The set of one UID. */
  public static UidSet of(Uid uid) {
    return range(uid.value(), uid.value());
  }

  /** The set of the given UIDs, in any order, repetitions allowed. */
  public static UidSet of(long... uids) {
    var builder = new Builder();
    for (long uid : uids) {
      builder.add(uid);
    }
    return builder.build();
  }

  /** All UIDs from {@code first} to {@code last}, both included. */
  public static UidSet range(long first, long last) {
    var range = new UidRange(first, last);
    return new UidSet(new long[] {range.first(), range.last()});
  }

  /**
   * Reads {@code 1:5,7}. Ranges may come in any order and either way round, as RFC 9051 allows.
   *
   * @throws IllegalArgumentException if the text is anything else, {@code *} included
   */
  public static UidSet parse(String text) {
    var builder = new Builder();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon < 0) {
        builder.add(number(part, text));
      } else {
        long one = number(part.substring(0, colon), text);
        long other = number(part.substring(colon + 1), text);
        builder.addRange(Math.min(one, other), Math.max(one, other));
      }
    }
    return builder.build();
  }

  private static long number(String digits, String whole) {
    if (digits.isEmpty()
        || digits.length() > 10
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("Not a UID set: " + whole);
    }
    return Long.parseLong(digits);
  }

  /** Whether the set has no member. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** How many UIDs are members. */
  public long size() {
    long size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      size += bounds[i + 1] - bounds[i] + 1;
    }
    return size;
  }

  /** Whether {@code uid} is a member. */
  public boolean contains(long uid) {
    int at = Arrays.binarySearch(bounds, uid);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /** Whether {@code uid} is a member. */
  public boolean contains(Uid uid) {
    return contains(uid.value());
  }

  /**
   * The smallest member.
   *
   * @throws java.util.NoSuchElementException if the set is empty
   */
  public Uid first() {
    requireMembers();
    return new Uid(bounds[0]);
  }

  /**
   * The largest member.
   *
   * @throws java.util.NoSuchElementException if the set is empty
   */
  public Uid last() {
    requireMembers();
    return new Uid(bounds[bounds.length - 1]);
  }

  private void requireMembers() {
    if (isEmpty()) {
      throw new java.util.NoSuchElementException("The UID set is empty");
    }
  }

  /** The ranges, ascending, neither touching nor overlapping. */
  public List<UidRange> ranges() {
    var ranges = new ArrayList<UidRange>(bounds.length / 2);
    for (int i = 0; i < bounds.length; i += 2) {
      ranges.add(new UidRange(bounds[i], bounds[i + 1]));
    }
    return List.copyOf(ranges);
  }

  /** Members of either set. */
  public UidSet union(UidSet other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    var builder = new Builder();
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length || theirs < other.bounds.length) {
      boolean takeMine =
          theirs >= other.bounds.length
              || (mine < bounds.length && bounds[mine] <= other.bounds[theirs]);
      if (takeMine) {
        builder.addRange(bounds[mine], bounds[mine + 1]);
        mine += 2;
      } else {
        builder.addRange(other.bounds[theirs], other.bounds[theirs + 1]);
        theirs += 2;
      }
    }
    return builder.build();
  }

  /** Members of this set that are not members of {@code other}. */
  public UidSet minus(UidSet other) {
    var builder = new Builder();
    int theirs = 0;
    for (int mine = 0; mine < bounds.length; mine += 2) {
      long from = bounds[mine];
      long to = bounds[mine + 1];
      while (theirs < other.bounds.length && other.bounds[theirs + 1] < from) {
        theirs += 2;
      }
      for (int i = theirs; i < other.bounds.length && other.bounds[i] <= to; i += 2) {
        if (other.bounds[i] > from) {
          builder.addRange(from, other.bounds[i] - 1);
        }
        from = other.bounds[i + 1] + 1;
      }
      if (from <= to) {
        builder.addRange(from, to);
      }
    }
    return builder.build();
  }

  /** Members of both sets. */
  public UidSet intersect(UidSet other) {
    return minus(minus(other));
  }

  /** Members at or above {@code uid}. */
  public UidSet from(long uid) {
    if (isEmpty() || uid > bounds[bounds.length - 1]) {
      return EMPTY;
    }
    return uid <= bounds[0] ? this : intersect(range(uid, bounds[bounds.length - 1]));
  }

  /** The {@code count} smallest members, or all of them if there are fewer. */
  public UidSet take(long count) {
    var builder = new Builder();
    long missing = count;
    for (int i = 0; i < bounds.length && missing > 0; i += 2) {
      long last = Math.min(bounds[i + 1], bounds[i] + missing - 1);
      builder.addRange(bounds[i], last);
      missing -= last - bounds[i] + 1;
    }
    return builder.build();
  }

  /**
   * Cuts the set into parts whose text is at most {@code maxChars} long: servers close the
   * connection on command lines longer than their limit.
   */
  public List<UidSet> cut(int maxChars) {
    var parts = new ArrayList<UidSet>();
    var builder = new Builder();
    int length = 0;
    for (UidRange range : ranges()) {
      int more = range.toString().length() + 1;
      if (length > 0 && length + more > maxChars) {
        parts.add(builder.build());
        builder = new Builder();
        length = 0;
      }
      builder.addRange(range.first(), range.last());
      length += more;
    }
    if (length > 0) {
      parts.add(builder.build());
    }
    return List.copyOf(parts);
  }

  /** Calls {@code action} with each member, ascending. */
  public void forEach(LongConsumer action) {
    for (int i = 0; i < bounds.length; i += 2) {
      for (long uid = bounds[i]; uid <= bounds[i + 1]; uid++) {
        action.accept(uid);
      }
    }
  }

  /** The members, ascending. */
  public LongStream stream() {
    PrimitiveIterator.OfLong members = iterator();
    return StreamSupport.longStream(
        java.util.Spliterators.spliterator(members, size(), java.util.Spliterator.SORTED), false);
  }

  /** The members, ascending, one at a time. */
  public PrimitiveIterator.OfLong iterator() {
    return new PrimitiveIterator.OfLong() {
      private int range;
      private long next = bounds.length == 0 ? 0 : bounds[0];

      @Override
      public boolean hasNext() {
        return range < bounds.length;
      }

      @Override
      public long nextLong() {
        if (!hasNext()) {
          throw new java.util.NoSuchElementException();
        }
        long current = next;
        if (current < bounds[range + 1]) {
          next = current + 1;
        } else {
          range += 2;
          next = range < bounds.length ? bounds[range] : 0;
        }
        return current;
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UidSet set && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /**
   * The {@code sequence-set} text; the empty string for the empty set, which no command may send.
   */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      if (i > 0) {
        text.append(',');
      }
      text.append(bounds[i]);
      if (bounds[i + 1] > bounds[i]) {
        text.append(':').append(bounds[i + 1]);
      }
    }
    return text.toString();
  }

  /**
   * Collects UIDs in any order; cheapest when they come ascending. Not safe for several threads.
   */
  public static final class Builder {
    private long[] bounds = new long[8];
    private int length;
    private boolean sorted = true;

    /** Adds one UID. */
    public Builder add(long uid) {
      return addRange(uid, uid);
    }

    /** Adds all UIDs from {@code first} to {@code last}, both included. */
    public Builder addRange(long first, long last) {
      if (first < 1 || last > Uid.MAX_VALUE || first > last) {
        throw new IllegalArgumentException(
            "UID range out of order or bounds: " + first + ":" + last);
      }
      if (length > 0 && first >= bounds[length - 2] && first <= bounds[length - 1] + 1) {
        bounds[length - 1] = Math.max(bounds[length - 1], last);
        return this;
      }
      if (length > 0 && first < bounds[length - 2]) {
        sorted = false;
      }
      if (length == bounds.length) {
        bounds = Arrays.copyOf(bounds, length * 2);
      }
      bounds[length++] = first;
      bounds[length++] = last;
      return this;
    }

    /** Adds all members of {@code set}. */
    public Builder addAll(UidSet set) {
      for (int i = 0; i < set.bounds.length; i += 2) {
        addRange(set.bounds[i], set.bounds[i + 1]);
      }
      return this;
    }

    /** The set of what was added so far. */
    public UidSet build() {
      if (length == 0) {
        return EMPTY;
      }
      return sorted ? new UidSet(Arrays.copyOf(bounds, length)) : new UidSet(sortedBounds());
    }

    private long[] sortedBounds() {
      var ranges = new ArrayList<UidRange>(length / 2);
      for (int i = 0; i < length; i += 2) {
        ranges.add(new UidRange(bounds[i], bounds[i + 1]));
      }
      ranges.sort(java.util.Comparator.comparingLong(UidRange::first));
      var ascending = new Builder();
      for (UidRange range : ranges) {
        ascending.addRange(range.first(), range.last());
      }
      return Arrays.copyOf(ascending.bounds, ascending.length);
    }
  }
}
