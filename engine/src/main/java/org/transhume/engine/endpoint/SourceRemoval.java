package org.transhume.engine.endpoint;

import org.transhume.mail.MailboxName;

/**
 * The source account as it is opened where a person chose that messages are removed from it once
 * they are safely at the destination. There is no other way to change a source (invariant I3). One
 * thread.
 */
public interface SourceRemoval extends AutoCloseable {
  /** What the endpoint can do. */
  Abilities abilities();

  /**
   * Opens a folder.
   *
   * @throws EndpointException with {@link Problem#FOLDER_MISSING} if it is not there, {@link
   *     Problem#NOT_PERMITTED} if it is read only
   */
  RemovableFolder open(MailboxName name);

  /** Ends all connections; never throws. */
  @Override
  void close();
}
