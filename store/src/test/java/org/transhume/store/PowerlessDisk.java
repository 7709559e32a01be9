package org.transhume.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.store.DiskRecording.Event;

/**
 * A folder on a disk whose power may go at any moment: knows what a file system must have kept by
 * then (what was synced) and what it may have kept besides (any of the rest, sector by sector, in
 * no order).
 */
final class PowerlessDisk {
  private static final int SECTOR_BYTES = 512;

  /** How much of what was not synced is still there. */
  enum Kept {
    NOTHING,
    /** As after {@code kill -9}. */
    EVERYTHING,
    /** Any sector or not, any name or not, and rubbish in the index that is rebuilt anyway. */
    SOMETHING
  }

  private final Map<String, Inode> names = new HashMap<>();
  private final Map<String, Inode> syncedNames = new HashMap<>();

  private static final class Inode {
    private byte[] synced = {};
    private final List<Event> pending = new ArrayList<>();
  }

  void apply(Event event) {
    switch (event) {
      case Event.Created created -> names.put(created.name(), new Inode());
      case Event.Removed removed -> names.remove(removed.name());
      case Event.Written written -> inode(written.name()).pending.add(written);
      case Event.Truncated truncated -> inode(truncated.name()).pending.add(truncated);
      case Event.Synced synced -> {
        Inode inode = inode(synced.name());
        inode.synced = content(inode, Kept.EVERYTHING, new Random(0));
        inode.pending.clear();
      }
      case Event.FolderSynced _ -> {
        syncedNames.clear();
        syncedNames.putAll(names);
      }
      case Event.Told _ -> {}
    }
  }

  /** Puts into {@code folder} what the next start may find. */
  void writeTo(Path folder, Kept kept, Random random) throws IOException {
    Set<String> all = new HashSet<>(names.keySet());
    all.addAll(syncedNames.keySet());
    for (String name : all) {
      boolean present =
          switch (kept) {
            case NOTHING -> false;
            case EVERYTHING -> true;
            case SOMETHING -> random.nextBoolean();
          };
      @Nullable Inode inode = present ? names.get(name) : syncedNames.get(name);
      if (inode != null && !name.endsWith("-shm")) {
        Files.write(folder.resolve(name), content(inode, kept, random));
      }
      if (name.endsWith("-shm") && kept == Kept.SOMETHING) {
        // Mapped into memory, so that what was in it cannot be known.
        var rubbish = new byte[32 * 1024];
        random.nextBytes(rubbish);
        Files.write(folder.resolve(name), rubbish);
      }
    }
  }

  private Inode inode(String name) {
    Inode inode = names.get(name);
    if (inode == null) {
      throw new AssertionError("Written and not there: " + name);
    }
    return inode;
  }

  private static byte[] content(Inode inode, Kept kept, Random random) {
    byte[] content = inode.synced.clone();
    if (kept == Kept.NOTHING) {
      return content;
    }
    for (Event event : inode.pending) {
      if (event instanceof Event.Truncated truncated) {
        if (kept == Kept.EVERYTHING || random.nextBoolean()) {
          content = Arrays.copyOf(content, (int) truncated.length());
        }
      } else if (event instanceof Event.Written written) {
        content = written(content, written, kept, random);
      }
    }
    return content;
  }

  private static byte[] written(byte[] before, Event.Written written, Kept kept, Random random) {
    byte[] content = before;
    int length = written.bytes().length;
    for (int from = 0; from < length; ) {
      long at = written.offset() + from;
      int to = (int) Math.min(length, from + SECTOR_BYTES - at % SECTOR_BYTES);
      if (kept == Kept.EVERYTHING || random.nextBoolean()) {
        if (content.length < at + to - from) {
          content = Arrays.copyOf(content, (int) (at + to - from));
        }
        System.arraycopy(written.bytes(), from, content, (int) at, to - from);
      }
      from = to;
    }
    return content;
  }
}
