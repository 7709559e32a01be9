package org.transhume.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.LiteralReceiver;

/**
 * Holds one body until its UID is known: in memory up to a bound, in a temporary file beyond it,
 * which is gone when the spool is closed. For one thread.
 */
final class Spool implements LiteralReceiver, AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ByteBuffer memory;
  private long length;
  private @Nullable FileChannel file;

  Spool(int memoryBytes) {
    memory = ByteBuffer.allocate(memoryBytes);
  }

  /**
   * Appends octets.
   *
   * @throws UncheckedIOException if the temporary file cannot be written
   */
  @Override
  public void accept(ByteBuffer octets) {
    length += octets.remaining();
    try {
      if (file == null && octets.remaining() > memory.remaining()) {
        Path path = Files.createTempFile("transhume-", ".spool");
        // Deleted with the channel; on POSIX the name is gone at once even if we are killed later.
        file =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        writeAll(file, memory.flip());
      }
      if (file == null) {
        memory.put(octets);
      } else {
        writeAll(file, octets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAll(FileChannel to, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      to.write(octets);
    }
  }

  /** How many octets were appended. */
  long length() {
    return length;
  }

  /** Hands all octets to {@code receiver}, in order. */
  void replay(LiteralReceiver receiver) {
    FileChannel from = file;
    if (from == null) {
      receiver.accept(memory.flip());
      return;
    }
    try {
      from.position(0);
      var chunk = ByteBuffer.allocate(CHUNK_BYTES);
      while (from.read(chunk.clear()) >= 0) {
        receiver.accept(chunk.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    FileChannel open = file;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
