package org.transhume.imap.wire;

import java.nio.ByteBuffer;

/** Takes the octets of one literal, slice by slice, in the thread that reads. */
@FunctionalInterface
public interface LiteralReceiver {
  /** Consumes all of {@code slice}, which is overwritten after the return. */
  void accept(ByteBuffer slice);
}
