package org.transhume.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody else is to read. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Takes all rights from everybody but the owner, where the file system knows such rights. */
  static void onlyForMe(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
