package org.transhume.engine.copy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one message until its length is known: up to {@value #MEMORY_BYTES} octets in memory, more
 * in a temporary file that only we may read and that has no name any more where the system allows
 * that. What is appended is in arrays. For one thread.
 */
final class Spool implements AutoCloseable {
  static final int MEMORY_BYTES = 256 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path folder;
  private ByteBuffer memory = ByteBuffer.allocate(CHUNK_BYTES);
  private long lengthBytes;
  private @Nullable RandomAccessFile file;

  /** What the file is called as long as it has a name. */
  private @Nullable Path name;

  /** A spool that keeps what is large in the system's temporary folder. */
  Spool() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  Spool(Path folder) {
    this.folder = folder;
  }

  /**
   * Consumes all that remains in {@code octets}.
   *
   * @throws UncheckedIOException if the temporary folder is full or cannot be written
   */
  void append(ByteBuffer octets) {
    lengthBytes += octets.remaining();
    if (file == null && lengthBytes <= MEMORY_BYTES) {
      makeRoom();
      memory.put(octets);
      return;
    }
    try {
      write(octets, fileToWrite());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the temporary folder", e);
    }
  }

  private void makeRoom() {
    if (lengthBytes > memory.capacity()) {
      memory = ByteBuffer.allocate(MEMORY_BYTES).put(memory.flip());
    }
  }

  private RandomAccessFile fileToWrite() throws IOException {
    RandomAccessFile open = file;
    if (open == null) {
      // On POSIX nobody else can read it from the beginning.
      Path path = Files.createTempFile(folder, "transhume-", ".spool");
      name = path;
      open = new RandomAccessFile(path.toFile(), "rw");
      file = open;
      forgetName();
      write(memory.flip(), open);
    }
    return open;
  }

  /** A file without a name is gone with us, however we end. */
  private void forgetName() {
    Path path = name;
    if (path != null) {
      try {
        Files.delete(path);
        name = null;
      } catch (IOException _) {
        // Where a file that is open cannot be deleted it goes when it is closed.
      }
    }
  }

  private static void write(ByteBuffer octets, RandomAccessFile to) throws IOException {
    to.write(octets.array(), octets.arrayOffset() + octets.position(), octets.remaining());
    octets.position(octets.limit());
  }

  /** How many octets were appended. */
  long lengthBytes() {
    return lengthBytes;
  }

  /** Hands all octets over, in order. */
  void replay(Consumer<ByteBuffer> receiver) {
    RandomAccessFile from = file;
    if (from == null) {
      receiver.accept(memory.flip());
      return;
    }
    try {
      from.seek(0);
      var chunk = new byte[CHUNK_BYTES];
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        receiver.accept(ByteBuffer.wrap(chunk, 0, count));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from the temporary folder", e);
    }
  }

  @Override
  public void close() {
    RandomAccessFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot clean the temporary folder", e);
      } finally {
        forgetName();
      }
    }
  }
}
