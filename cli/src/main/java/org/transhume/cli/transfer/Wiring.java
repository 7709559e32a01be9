package org.transhume.cli.transfer;

import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.ledger.LedgerStorage;

/** Opens what a pass works between. */
public interface Wiring {
  /**
   * Opens the ledger, then logs in on both sides.
   *
   * @throws org.transhume.engine.endpoint.EndpointException if a side does not let us in
   * @throws org.transhume.cli.outcome.StopException if the ledger must not be used, or the request
   *     cannot be done
   */
  Connected connect(TransferRequest request);

  /** Both sides and the ledger between them; closing it closes them all. */
  interface Connected extends AutoCloseable {
    /** The account mail is read from. */
    MailSource source();

    /** The account mail is put into. */
    MailDestination destination();

    /** The part of the ledger that is this transfer's. */
    LedgerStorage ledger();

    @Override
    void close();
  }
}
