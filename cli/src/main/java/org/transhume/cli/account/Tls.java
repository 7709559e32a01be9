package org.transhume.cli.account;

/** How a connection is encrypted. */
public enum Tls {
  /** From the first octet, at port 993 by custom. */
  IMPLICIT(993),
  /** After STARTTLS, at port 143 by custom; without it there is no connection. */
  STARTTLS(143),
  /** Not at all, the password included: only where a person asked for it. */
  PLAIN(143);

  private final int customaryPort;

  Tls(int customaryPort) {
    this.customaryPort = customaryPort;
  }

  /** The port where it is usually spoken. */
  public int customaryPort() {
    return customaryPort;
  }
}
