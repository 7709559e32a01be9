package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/** The account mail is put into. Safe for several threads; each opened folder belongs to one. */
public interface MailDestination extends AutoCloseable {
  /** What the endpoint can do. */
  Abilities abilities();

  /** Lists the account's folders with their status. */
  FolderList folders();

  /**
   * Opens a folder for reading and writing, waiting for a connection while {@link
   * Abilities#maxConnections} are in use.
   *
   * @throws EndpointException with {@link Problem#FOLDER_MISSING} if it is not there, {@link
   *     Problem#NOT_PERMITTED} if it is read only
   */
  DestinationFolder open(MailboxName name);

  /**
   * Creates a folder; one that is already there is as good as created.
   *
   * @return true if it was created now, false if it was there
   */
  Handle<Boolean> create(MailboxName name, Optional<SpecialUse> use);

  /**
   * Gives a folder, and those below it, another name; what is in them stays as it is (RFC 9051
   * section 6.3.6). Fails where a folder of that name is there already.
   */
  Handle<Boolean> rename(MailboxName from, MailboxName to);

  /** Subscribes to a folder. */
  Handle<Boolean> subscribe(MailboxName name);

  /** Ends the subscription to a name, whether a folder of that name is there or not. */
  Handle<Boolean> unsubscribe(MailboxName name);

  /**
   * Tells that so many folders will soon be open at a time: connections may be made in the
   * background. Never waits, never throws.
   */
  default void connectAhead(int folders) {}

  /**
   * Deletes a folder with whatever is in it, for ever; those below it stay. Only {@code
   * engine.deletion} may call it.
   */
  Handle<Boolean> delete(MailboxName name);

  /** Ends all connections; never throws. */
  @Override
  void close();
}
