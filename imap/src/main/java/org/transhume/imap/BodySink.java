package org.transhume.imap;

import java.nio.ByteBuffer;

/**
 * Takes the octets of one body, in order, in the thread that reads the connection. It may block:
 * that is the backpressure. {@link #end} or {@link #abort} is called exactly once, last.
 */
public interface BodySink {
  /** Consumes all that remains in {@code octets}, which are overwritten after the return. */
  void write(ByteBuffer octets);

  /** All announced octets were written. */
  void end();

  /**
   * The body will not be completed: an {@link ImapException} if the connection ended, or what the
   * sink itself threw. Must not throw.
   */
  void abort(Throwable cause);

  /** A sink that takes everything and keeps nothing. */
  static BodySink discarding() {
    return new BodySink() {
      @Override
      public void write(ByteBuffer octets) {
        octets.position(octets.limit());
      }

      @Override
      public void end() {}

      @Override
      public void abort(Throwable cause) {}
    };
  }
}
