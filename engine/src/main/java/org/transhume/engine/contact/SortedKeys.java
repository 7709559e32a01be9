package org.transhume.engine.contact;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keys with the UIDs they belong to, given back in order. What does not fit into a fixed amount of
 * memory goes to a temporary file, sorted in runs, so that memory does not grow with the folder.
 * One thread adds, then one reads.
 */
public final class SortedKeys implements AutoCloseable {
  private static final int RUN_ENTRIES = 32 * 1024;

  /** A key of 128 bits (a hash of 64 has {@code low} zero) and a UID that has it. */
  public record Entry(long high, long low, long uid) implements Comparable<Entry> {
    boolean hasKeyOf(Entry other) {
      return high == other.high && low == other.low;
    }

    @Override
    public int compareTo(Entry other) {
      int byHigh = Long.compare(high, other.high);
      int byLow = byHigh != 0 ? byHigh : Long.compare(low, other.low);
      return byLow != 0 ? byLow : Long.compare(uid, other.uid);
    }
  }

  /** Entries in order; null after the last. */
  public interface Cursor {
    @Nullable Entry next();
  }

  private final List<Path> runs = new ArrayList<>();
  private final List<DataInputStream> opened = new ArrayList<>();
  private Entry[] buffer = new Entry[256];
  private int buffered;

  /** Adds a key and a UID that has it. */
  public void add(long high, long low, long uid) {
    if (buffered == RUN_ENTRIES) {
      spill();
    }
    if (buffered == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(RUN_ENTRIES, buffered * 2));
    }
    buffer[buffered++] = new Entry(high, low, uid);
  }

  /** All entries in order of key and UID. To be called once, after the last was added. */
  public Cursor sorted() {
    Arrays.sort(buffer, 0, buffered);
    var cursors = new ArrayList<Cursor>();
    cursors.add(inMemory());
    runs.forEach(run -> cursors.add(inFile(run)));
    return merged(cursors);
  }

  private void spill() {
    Arrays.sort(buffer, 0, buffered);
    try {
      Path run = Files.createTempFile("transhume-", ".keys");
      runs.add(run);
      try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
        for (int i = 0; i < buffered; i++) {
          out.writeLong(buffer[i].high());
          out.writeLong(buffer[i].low());
          out.writeLong(buffer[i].uid());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the temporary folder", e);
    }
    buffered = 0;
  }

  private Cursor inMemory() {
    var at = new int[1];
    return () -> at[0] < buffered ? buffer[at[0]++] : null;
  }

  private Cursor inFile(Path run) {
    try {
      var in =
          new DataInputStream(
              new BufferedInputStream(
                  Files.newInputStream(run, StandardOpenOption.DELETE_ON_CLOSE)));
      opened.add(in);
      return () -> read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from the temporary folder", e);
    }
  }

  private static @Nullable Entry read(DataInputStream in) {
    try {
      return new Entry(in.readLong(), in.readLong(), in.readLong());
    } catch (EOFException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from the temporary folder", e);
    }
  }

  private static Cursor merged(List<Cursor> cursors) {
    record Head(Entry entry, Cursor rest) {}
    var heads = new PriorityQueue<Head>((a, b) -> a.entry().compareTo(b.entry()));
    for (Cursor cursor : cursors) {
      Entry first = cursor.next();
      if (first != null) {
        heads.add(new Head(first, cursor));
      }
    }
    return () -> {
      Head least = heads.poll();
      if (least == null) {
        return null;
      }
      Entry following = least.rest().next();
      if (following != null) {
        heads.add(new Head(following, least.rest()));
      }
      return least.entry();
    };
  }

  @Override
  public void close() {
    try {
      for (DataInputStream in : opened) {
        in.close();
      }
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean the temporary folder", e);
    }
  }
}
