package org.transhume.soak;

/** A mailbox and how to log in to it, without TLS: all of it is on loopback. */
record Account(String host, int port, String user, String password) {
  /** The same mailbox behind another port, such as a proxy's. */
  Account behind(int otherPort) {
    return new Account(host, otherPort, user, password);
  }

  String server() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return user + " at " + server();
  }
}
