package org.transhume.cli.transfer;

import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.ledger.LedgerStorage;

/** What an undo works with: the source is not asked for anything. Closing it closes both. */
public interface Undoing extends AutoCloseable {
  /** The account mail was put into. */
  MailDestination destination();

  /** The part of the ledger that is the transfer's. */
  LedgerStorage ledger();

  @Override
  void close();
}
