package org.transhume.imap.testkit.proxy;

/** Which way octets go. */
public enum Direction {
  TO_SERVER,
  TO_CLIENT
}
