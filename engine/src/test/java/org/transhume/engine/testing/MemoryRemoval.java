package org.transhume.engine.testing;

import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.RemovableFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Scope;

/** A {@link MemoryAccount} that mail was read from and is removed from. */
final class MemoryRemoval implements SourceRemoval {
  private final MemorySession session;

  MemoryRemoval(MemoryAccount account) {
    session = new MemorySession(account, Side.SOURCE);
  }

  @Override
  public Abilities abilities() {
    return session.account().abilities();
  }

  @Override
  public RemovableFolder open(MailboxName name) {
    MemoryConnection connection = session.connect(name);
    if (connection.folder(Command.OPEN).isReadOnly()) {
      connection.close();
      throw session.failure(
          Command.OPEN, Problem.NOT_PERMITTED, Scope.FOLDER, "[READ-ONLY] Mailbox is read only");
    }
    return new MemoryDestinationFolder(session, connection, name);
  }

  @Override
  public void close() {
    session.close();
  }
}
