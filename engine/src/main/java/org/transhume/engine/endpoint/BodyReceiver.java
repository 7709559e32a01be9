package org.transhume.engine.endpoint;

import org.transhume.mail.Uid;

/** Takes messages as they arrive, one after another, in the thread that reads the wire. */
@FunctionalInterface
public interface BodyReceiver {
  /**
   * A message of exactly {@code exactBytes} octets follows. Where the wire does not tell UID and
   * length before the octets, the connector spools them first. An exception ends the reading and
   * reaches whoever awaits it.
   */
  BodySink begin(Uid uid, long exactBytes);
}
