package org.transhume.engine.testing;

import java.util.OptionalLong;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.mail.Flag;

/** One that answers out of order, in single octets, and forgets keywords keeps both contracts. */
class AwkwardMemoryAccountTest implements MailSourceContract, MailDestinationContract {
  private final MemoryAccount account =
      new MemoryAccount(
          '.',
          "",
          new Abilities(false, true, true, false, true, true, OptionalLong.of(2_000_000), 2));

  AwkwardMemoryAccountTest() {
    account
        .behaviour()
        .answersBackwards()
        .slices(1)
        .keeps(flag -> flag.isSystem() || flag.equals(Flag.of("$Forwarded")))
        .hidesStatus()
        .hidesUidNext()
        .ignoresSpecialUse()
        .liesAboutSizes(-50);
  }

  @Override
  public MailSource openSource() {
    return account.source();
  }

  @Override
  public MailDestination openDestination() {
    return account.destination();
  }
}
