package org.transhume.soak;

/** A message of the source: its folder and its UID there. */
record MessageAt(String folder, long uid) implements Comparable<MessageAt> {
  @Override
  public int compareTo(MessageAt other) {
    int byFolder = folder.compareTo(other.folder);
    return byFolder != 0 ? byFolder : Long.compare(uid, other.uid);
  }

  @Override
  public String toString() {
    return folder + " UID " + uid;
  }
}
