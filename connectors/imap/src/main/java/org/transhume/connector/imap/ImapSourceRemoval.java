package org.transhume.connector.imap;

import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.RemovableFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Sleeper;

/**
 * A source account that messages are removed from, since a person asked for it. It has a connection
 * of its own and connects when it is first asked something; folders are opened by SELECT.
 */
public final class ImapSourceRemoval implements SourceRemoval {
  private final Account account;

  /** A source that is not connected yet. */
  public ImapSourceRemoval(ImapAccountSettings settings) {
    this.account = new Account(settings, Side.SOURCE, Sleeper.system());
  }

  @Override
  public Abilities abilities() {
    return account.abilities();
  }

  @Override
  public RemovableFolder open(MailboxName name) {
    return WriteFolder.open(account, name);
  }

  @Override
  public void close() {
    account.close();
  }
}
