package org.transhume.store;

import java.util.Locale;
import java.util.Set;

/**
 * The file systems whose locks and writes belong to another machine, by the names that {@code
 * FileStore.type} gives. SQLite in WAL mode shares memory between its processes, which these cannot
 * do (sqlite.org/wal.html).
 */
final class NetworkFileSystems {
  private static final Set<String> NAMES =
      Set.of(
          "9p",
          "acfs",
          "afpfs",
          "afs",
          "beegfs",
          "ceph",
          "cifs",
          "coda",
          "davfs",
          "fhgfs",
          "gfs",
          "glusterfs",
          "gpfs",
          "lustre",
          "mfs",
          "moosefs",
          "ncpfs",
          "ocfs2",
          "orangefs",
          "panfs",
          "pvfs2",
          "smb2",
          "smb3",
          "smbfs",
          "vboxsf",
          "vmhgfs",
          "webdav");
  private static final Set<String> FUSE =
      Set.of(
          "ceph",
          "ceph-fuse",
          "cifs",
          "curlftpfs",
          "davfs",
          "davfs2",
          "gcsfuse",
          "glusterfs",
          "goofys",
          "jfs",
          "juicefs",
          "mfs",
          "moosefs",
          "nfs",
          "rclone",
          "s3fs",
          "seaweedfs",
          "smb",
          "smbnetfs",
          "sshfs",
          "vmhgfs-fuse",
          "webdav",
          "weed");

  private NetworkFileSystems() {}

  /** Whether {@code type} is one of them; what nobody knows is taken for local. */
  static boolean contains(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return name.startsWith("nfs")
        || NAMES.contains(name)
        || (name.startsWith("fuse.") && FUSE.contains(name.substring("fuse.".length())));
  }
}
