package org.transhume.imap.sasl;

import java.util.Optional;

/** One exchange that proves who we are (RFC 4422). Used once, by one thread. */
public interface SaslMechanism {
  /** The name as AUTH= announces it. */
  String name();

  /** Whether we speak first, so that SASL-IR saves a round trip (RFC 4959). */
  boolean isClientFirst();

  /**
   * Our answer to {@code challenge}, which is empty before anything was said.
   *
   * @throws IllegalStateException if the mechanism has nothing more to say
   */
  byte[] respond(byte[] challenge);

  /**
   * What is wrong with the server, now that the exchange is over; empty if nothing is, as far as
   * the mechanism can tell. Holds nothing the server sent.
   *
   * @param accepted whether the server said OK
   */
  default Optional<String> objection(boolean accepted) {
    return Optional.empty();
  }
}
