package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;

/**
 * Messages on their way into one folder. Nothing in it is ever sent twice: when the connection dies
 * the outcome is {@link MessageOutcome.Unknown}, and only the ledger can settle it. One thread.
 */
public interface Batch {
  /**
   * Announces a message of exactly {@code exactBytes} octets. The sink of the message before must
   * have ended. Without a date the server puts its own. Aborting the sink gives the whole
   * connection up, so that nothing is ever padded.
   */
  BodySink add(Flags flags, Optional<InternalDate> internalDate, long exactBytes);

  /**
   * Ends the batch. The handle, which does not throw for what the server or the wire did, ends with
   * one outcome for each message added, in order.
   */
  Handle<BatchOutcome> commit();

  /** Gives the batch up without an answer; what was sent may still be stored. */
  void abandon();
}
