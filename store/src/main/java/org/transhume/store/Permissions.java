package org.transhume.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A ledger tells who writes to whom: it is for its owner alone, where the file system can say so.
 */
final class Permissions {
  private static final FileAttribute<?>[] NONE = {};

  private Permissions() {}

  /** For a file about to be created: 0600. */
  static FileAttribute<?>[] file(Path path) {
    return of(path, "rw-------");
  }

  /** For a folder about to be created: 0700. */
  static FileAttribute<?>[] folder(Path path) {
    return of(path, "rwx------");
  }

  private static FileAttribute<?>[] of(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }
}
