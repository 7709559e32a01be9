package org.transhume.imap;

import java.io.IOException;

/**
 * Commands of one thread that leave together: what is sent while it is open is held back until it
 * closes, and nothing of other threads gets between. No handle of such a command may be awaited
 * before.
 */
public final class Burst implements AutoCloseable {
  private final Session session;
  private final Thread owner = Thread.currentThread();
  private boolean open = true;

  Burst(Session session) {
    this.session = session;
    if (!session.writer().takeTurn(owner)) {
      throw session.writer().noTurn();
    }
  }

  /** Sends what was held back. A connection that dies here is told by the handles. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      session.writer().flushIfOutermost();
    } catch (IOException e) {
      session.ended(e);
    } finally {
      session.writer().giveTurnBack(owner);
    }
  }
}
