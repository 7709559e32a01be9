package org.transhume.imap;

import org.jspecify.annotations.Nullable;

/** Which of the fetches under way a response belongs to, and what the reader must tell the rest. */
interface FetchRoutes {
  /** The oldest fetch that awaits this part of the message's body. */
  @Nullable FetchCommand forBody(long uid, BodyPart part);

  /** The oldest fetch whose set holds the message. */
  @Nullable FetchCommand forItems(long uid);

  /** Whether any fetch asks for this part of bodies. */
  boolean anyAsksFor(BodyPart part);

  /** Whether any fetch still awaits a body of the message. */
  boolean awaitsBody(long uid);

  /** The reader is about to call a sink, which may block for as long as it wants. */
  void enterSink();

  /** The sink has returned. */
  void leaveSink();

  /** Why the connection ended; {@code e} itself if it is something else that went wrong. */
  Throwable failureOr(Throwable e);
}
