package org.transhume.imap;

/** Capabilities that follow from others. */
final class Extensions {
  private Extensions() {}

  /** CONDSTORE comes with QRESYNC (RFC 7162 section 3.2.3); James announces the latter alone. */
  static boolean hasCondstore(Capabilities announced) {
    return announced.has("CONDSTORE") || announced.has("QRESYNC");
  }
}
