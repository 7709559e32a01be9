package org.transhume.imap;

/** What UID FETCH can be asked for beside the UID, which always comes, and one body. */
public enum FetchItem {
  FLAGS("FLAGS"),
  INTERNAL_DATE("INTERNALDATE"),
  /** What the server believes the size to be; several servers lie. */
  SIZE("RFC822.SIZE"),
  /** Only where CONDSTORE is announced (RFC 7162). */
  MODSEQ("MODSEQ");

  private final String wire;

  FetchItem(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }

  int bit() {
    return 1 << ordinal();
  }
}
