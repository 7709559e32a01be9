package org.transhume.engine.endpoint;

import org.transhume.mail.MailboxName;

/**
 * The account mail is read from. Nothing in this interface can change it (invariant I3). Safe for
 * several threads; each opened folder belongs to one.
 */
public interface MailSource extends AutoCloseable {
  /** What the endpoint can do. */
  Abilities abilities();

  /** Lists the account's folders with their status. */
  FolderList folders();

  /**
   * Opens a folder read only, waiting for a connection while {@link Abilities#maxConnections} are
   * in use.
   *
   * @throws EndpointException with {@link Problem#FOLDER_MISSING} if it is not there
   */
  OpenFolder open(MailboxName name);

  /** Ends all connections; never throws. */
  @Override
  void close();
}
