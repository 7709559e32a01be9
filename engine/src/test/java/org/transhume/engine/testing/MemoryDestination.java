package org.transhume.engine.testing;

import java.util.Optional;
import java.util.function.Supplier;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Promise;
import org.transhume.mail.Scope;
import org.transhume.mail.SpecialUse;

/** A {@link MemoryAccount} that mail is put into. */
final class MemoryDestination implements MailDestination {
  private final MemoryAccount account;
  private final MemorySession session;

  MemoryDestination(MemoryAccount account) {
    this.account = account;
    this.session = new MemorySession(account, Side.DESTINATION);
  }

  @Override
  public Abilities abilities() {
    return account.abilities();
  }

  @Override
  public FolderList folders() {
    return session.folders();
  }

  @Override
  public DestinationFolder open(MailboxName name) {
    MemoryConnection connection = session.connect(name);
    if (connection.folder(Command.OPEN).isReadOnly()) {
      connection.close();
      throw session.failure(
          Command.OPEN, Problem.NOT_PERMITTED, Scope.FOLDER, "[READ-ONLY] Mailbox is read only");
    }
    return new MemoryDestinationFolder(session, connection, name);
  }

  @Override
  public Handle<Boolean> create(MailboxName name, Optional<SpecialUse> use) {
    return outcomeOf(() -> session.perform(Command.CREATE, () -> createNow(name, use)));
  }

  private boolean createNow(MailboxName name, Optional<SpecialUse> use) {
    if (account.find(name).filter(MemoryFolder::isSelectable).isPresent()) {
      return false;
    }
    if (name.separator() != account.separator()
        || !name.text().startsWith(account.prefix())
        || account.behaviour().refusesName.test(name.text())) {
      throw session.failure(
          Command.CREATE,
          Problem.FOLDER_NAME_REFUSED,
          Scope.FOLDER,
          "[CANNOT] Invalid mailbox name");
    }
    if (account.behaviour().readOnly) {
      throw session.failure(
          Command.CREATE, Problem.NOT_PERMITTED, Scope.ACCOUNT, "[NOPERM] Permission denied");
    }
    MemoryFolder created = account.create(name.text());
    use.filter(_ -> !account.behaviour().specialUseIgnored).ifPresent(created::use);
    return true;
  }

  @Override
  public Handle<Boolean> rename(MailboxName from, MailboxName to) {
    return outcomeOf(
        () -> session.perform(Command.RENAME, () -> account.locked(() -> renameNow(from, to))));
  }

  private boolean renameNow(MailboxName from, MailboxName to) {
    if (account.find(from).isEmpty() || account.find(to).isPresent()) {
      throw session.failure(
          Command.RENAME, Problem.FOLDER_MISSING, Scope.FOLDER, "[CANNOT] Cannot be renamed");
    }
    for (MemoryFolder folder : account.folders()) {
      if (folder.name().equals(from) || from.isAncestorOf(folder.name())) {
        folder.rename(to.text() + folder.name().text().substring(from.text().length()));
      }
    }
    return true;
  }

  @Override
  public Handle<Boolean> delete(MailboxName name) {
    return outcomeOf(
        () ->
            session.perform(
                Command.DELETE,
                () -> {
                  account
                      .find(name)
                      .orElseThrow(
                          () ->
                              session.failure(
                                  Command.DELETE,
                                  Problem.FOLDER_MISSING,
                                  Scope.FOLDER,
                                  "[NONEXISTENT] No such mailbox"))
                      .delete();
                  return true;
                }));
  }

  @Override
  public Handle<Boolean> subscribe(MailboxName name) {
    return outcomeOf(
        () ->
            session.perform(
                Command.SUBSCRIBE,
                () -> {
                  account.find(name).ifPresent(MemoryFolder::subscribed);
                  return true;
                }));
  }

  @Override
  public Handle<Boolean> unsubscribe(MailboxName name) {
    return outcomeOf(
        () ->
            session.perform(
                Command.SUBSCRIBE,
                () -> {
                  account.unsubscribe(name.text());
                  return true;
                }));
  }

  private static <T> Handle<T> outcomeOf(Supplier<T> work) {
    var outcome = new Promise<T>();
    try {
      outcome.complete(work.get());
    } catch (RuntimeException e) {
      outcome.fail(e);
    }
    return outcome;
  }

  @Override
  public void close() {
    session.close();
  }
}
