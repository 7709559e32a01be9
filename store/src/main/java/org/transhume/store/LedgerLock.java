package org.transhume.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.transhume.store.LedgerInUseException.Holder;

/**
 * The right to write a ledger: a lock of the operating system on a file beside it, which goes with
 * the process that holds it, however that ends. The file stays when the lock is given back:
 * removing it would let two processes lock two files of the same name. It says who holds it, for
 * people.
 */
final class LedgerLock implements AutoCloseable {
  /**
   * What this process holds. Static because such a lock belongs to the process: closing any other
   * channel on the same file would give it back (fcntl(2)), so that no second one may be opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /**
   * The byte that is locked, far behind the text: Windows keeps others from reading locked bytes.
   */
  private static final long LOCKED_BYTE = 1L << 40;

  private final Path path;
  private final FileChannel channel;

  private LedgerLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the lock for {@code ledger} in {@code folder}, which exists.
   *
   * @param name what the lock's file is called
   * @throws LedgerInUseException if another process, or this one, holds it
   */
  static LedgerLock take(Path folder, String name, Path ledger) throws IOException {
    Path path = folder.toRealPath().resolve(name);
    if (!HELD.add(path)) {
      throw new LedgerInUseException(ledger, Optional.of(self()));
    }
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              Permissions.file(path));
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
          throw new LedgerInUseException(ledger, holder(channel));
        }
        Holder self = self();
        channel.truncate(0);
        channel.write(US_ASCII.encode(self.pid() + "\n" + self.started().toEpochMilli() + "\n"), 0);
        return new LedgerLock(path, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      HELD.remove(path);
      throw e;
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    try {
      channel.truncate(0);
    } catch (IOException _) {
      // The text is for people only, and the next holder overwrites it.
    }
    try {
      channel.close();
    } catch (IOException _) {
      // The system closes the file with the process, and gives the lock back with it.
    } finally {
      HELD.remove(path);
    }
  }

  private static Holder self() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
  }

  /** Whom the text names, unless it is what an earlier holder left behind when it was killed. */
  private static Optional<Holder> holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(64);
    channel.read(bytes, 0);
    String[] lines = US_ASCII.decode(bytes.flip()).toString().split("\n", -1);
    try {
      long pid = Long.parseLong(lines[0]);
      var started = Instant.ofEpochMilli(Long.parseLong(lines[1]));
      boolean lives = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
      return lives ? Optional.of(new Holder(pid, started)) : Optional.empty();
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }
}
