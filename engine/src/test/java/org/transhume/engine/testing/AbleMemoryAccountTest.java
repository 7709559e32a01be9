package org.transhume.engine.testing;

import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;

/** An account at a server that can do everything keeps both contracts. */
class AbleMemoryAccountTest implements MailSourceContract, MailDestinationContract {
  private final MemoryAccount account = MemoryAccount.able();

  @Override
  public MailSource openSource() {
    return account.source();
  }

  @Override
  public MailDestination openDestination() {
    return account.destination();
  }
}
