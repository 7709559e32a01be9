package org.transhume.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The folder of everything a server keeps, which is one server's at a time. */
final class DataFolder implements AutoCloseable {
  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes it if it is not there, for its owner alone, and takes it.
   *
   * @throws ServerFailedException if it cannot be written, or another server has it
   */
  static DataFolder take(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve("server.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      Optional<FileLock> lock = lock(channel);
      if (lock.isEmpty()) {
        channel.close();
        throw new ServerFailedException(
            "Another server works in "
                + folder
                + ". Stop it first, or give this one a folder of its own with --data.");
      }
      return new DataFolder(channel);
    } catch (IOException e) {
      throw new ServerFailedException(
          "The folder %s cannot be used: %s. Give another one with --data."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // another server of this very process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
