package org.transhume.engine.follow;

/** A folder's number and a UID, which has 32 bits, as one number: keys of millions of messages. */
final class FolderUid {
  private FolderUid() {}

  static long key(int folder, long uid) {
    return (long) folder << 32 | uid;
  }

  static int folder(long key) {
    return (int) (key >>> 32);
  }

  static long uid(long key) {
    return key & 0xFFFF_FFFFL;
  }
}
