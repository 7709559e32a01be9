package org.transhume.imap;

import java.util.Locale;

/**
 * The machine-readable part of a status response, {@code [NAME arguments]} (RFC 9051 section 7.1,
 * RFC 5530).
 *
 * @param name in capitals
 * @param arguments what stands behind the name, one character a byte, untrusted, often empty
 */
public record ResponseCode(String name, String arguments) {
  public ResponseCode {
    name = name.toUpperCase(Locale.ROOT);
  }

  /** Whether the code is {@code other}, which is written in capitals. */
  public boolean is(String other) {
    return name.equals(other);
  }

  @Override
  public String toString() {
    return arguments.isEmpty() ? "[" + name + "]" : "[" + name + " " + arguments + "]";
  }
}
