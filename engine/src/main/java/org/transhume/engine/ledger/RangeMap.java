package org.transhume.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.transhume.mail.UidSet;

/**
 * A map from UIDs to numbers, kept as sorted ranges of equal value: its size depends on how often
 * the value changes, not on how many UIDs there are, and where it changes with every message (the
 * flags of an inbox may) it is a few octets for each. Only the part that is being worked on stands
 * in arrays; the rest is packed. Not safe for several threads, not even for reading.
 */
public final class RangeMap {
  private static final int BLOCK_RANGES = 256;

  private final int blockRanges;

  /**
   * Ascending, none of them empty. What is said by the block at {@link #openAt} may be out of date:
   * {@link #open} holds its ranges.
   */
  private final List<RangeBlock> blocks = new ArrayList<>();

  private final RangeList open = new RangeList();
  private int openAt = -1;
  private boolean changed;

  /** Takes one range after another. */
  @FunctionalInterface
  public interface Visitor {
    /** The UIDs from {@code first} to {@code last}, both included, all map to {@code value}. */
    void range(long first, long last, long value);
  }

  /** An empty map. */
  public RangeMap() {
    this(BLOCK_RANGES);
  }

  /**
   * An empty map.
   *
   * @param blockRanges how many ranges are packed together
   */
  RangeMap(int blockRanges) {
    this.blockRanges = blockRanges;
  }

  /** Maps all UIDs from {@code from} to {@code to} to {@code newValue}, whatever they mapped to. */
  public void put(long from, long to, long newValue) {
    requireOrder(from, to);
    int end = blocks.size() - 1;
    if (end >= 0 && from > lastUid(end)) {
      open(end);
      store(from, to, newValue);
      return;
    }
    clear(from, to);
    if (blocks.isEmpty()) {
      open.clear();
      open.add(from, to, newValue);
      openAt = 0;
      blocks.add(open.packed());
      return;
    }
    int at = Math.max(0, blockOf(from));
    long joined = at + 1 < blocks.size() ? takeNeighbour(at + 1, to, newValue) : to;
    open(at);
    store(from, joined, newValue);
  }

  /**
   * Takes a range away that would have to be joined across the border of two blocks: the first one
   * of the block, if it goes on where {@code to} ends, and says the same. Returns where it ends.
   */
  private long takeNeighbour(int at, long to, long value) {
    if (firstUid(at) != to + 1) {
      return to;
    }
    open(at);
    if (open.get(to + 1).orElseThrow() != value) {
      return to;
    }
    long end = open.lastOf(to + 1);
    clear(to + 1, end);
    return end;
  }

  private void store(long from, long to, long newValue) {
    open.put(from, to, newValue);
    changed = true;
    if (open.length() > 2 * blockRanges) {
      blocks.add(openAt, open.splitOff(blockRanges));
      openAt++;
    }
  }

  /** Forgets all UIDs from {@code from} to {@code to}. */
  public void clear(long from, long to) {
    requireOrder(from, to);
    int at = Math.max(0, blockOf(from));
    while (at < blocks.size() && firstUid(at) <= to) {
      open(at);
      open.clear(from, to);
      changed = true;
      if (open.length() == 0) {
        blocks.remove(at);
        openAt = -1;
        changed = false;
      } else {
        at++;
      }
    }
  }

  /** The number {@code uid} maps to. */
  public OptionalLong get(long uid) {
    int at = blockOf(uid);
    if (at < 0) {
      return OptionalLong.empty();
    }
    open(at);
    return open.get(uid);
  }

  /** Whether {@code uid} maps to anything. */
  public boolean contains(long uid) {
    return get(uid).isPresent();
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
    pack();
    return blocks.stream().mapToInt(RangeBlock::length).sum();
  }

  /** Visits the ranges, ascending. The visitor must not change the map. */
  public void forEach(Visitor visitor) {
    pack();
    for (RangeBlock block : blocks) {
      block.forEach(visitor);
    }
  }

  private static void requireOrder(long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException("Range out of order: " + from + ":" + to);
    }
  }

  /** The last block that does not begin behind {@code uid}, or -1. */
  private int blockOf(long uid) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (firstUid(middle) <= uid) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private long firstUid(int at) {
    return at == openAt ? open.firstUid() : blocks.get(at).firstUid();
  }

  private long lastUid(int at) {
    return at == openAt ? open.lastUid() : blocks.get(at).lastUid();
  }

  private void open(int at) {
    if (at == openAt) {
      return;
    }
    pack();
    open.clear();
    blocks.get(at).forEach(open::add);
    openAt = at;
  }

  private void pack() {
    if (changed) {
      blocks.set(openAt, open.packed());
      changed = false;
    }
  }
}
