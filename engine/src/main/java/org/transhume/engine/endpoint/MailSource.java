package org.transhume.engine.endpoint;

import org.transhume.mail.Handle;
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

  /**
   * Begins to {@link #open} a folder: a connection is taken, which may have to be waited for, and
   * what is sent is not waited for. Whoever asks must await the handle, and close the folder if
   * there is one. It fails where {@link #open} might try again.
   */
  default Handle<OpenFolder> opening(MailboxName name, Ahead ahead) {
    return Handle.of(open(name));
  }

  /**
   * Tells that so many folders will soon be open at a time: connections may be made in the
   * background. Never waits, never throws.
   */
  default void connectAhead(int folders) {}

  /** Ends all connections; never throws. */
  @Override
  void close();
}
