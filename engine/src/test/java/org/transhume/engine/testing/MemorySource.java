package org.transhume.engine.testing;

import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;

/** A {@link MemoryAccount} that mail is read from. */
final class MemorySource implements MailSource {
  private final MemorySession session;

  MemorySource(MemoryAccount account) {
    session = new MemorySession(account, Side.SOURCE);
  }

  @Override
  public Abilities abilities() {
    return session.account().abilities();
  }

  @Override
  public FolderList folders() {
    return session.folders();
  }

  @Override
  public OpenFolder open(MailboxName name) {
    return new MemoryOpenFolder(session, session.connect(name));
  }

  @Override
  public void close() {
    session.close();
  }
}
