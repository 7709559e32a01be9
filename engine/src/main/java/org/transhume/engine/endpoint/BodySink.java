package org.transhume.engine.endpoint;

import java.nio.ByteBuffer;

/**
 * Takes the octets of one message, in order, in the thread that reads them from the wire. It may
 * block: that is the backpressure. Exactly one of {@link #end} and {@link #abort} is called last.
 */
public interface BodySink {
  /**
   * Consumes all that remains in {@code bytes}; the buffer belongs to the caller again on return.
   */
  void write(ByteBuffer bytes);

  /** All announced octets were written. */
  void end();

  /** The message will not be completed. Must not throw. */
  void abort(Throwable cause);
}
