package org.transhume.engine.testing;

import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Relocation;
import org.transhume.engine.endpoint.RemovableFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/** A folder of a {@link MemoryAccount}, open to be written into. */
final class MemoryDestinationFolder extends MemoryOpenFolder
    implements DestinationFolder, RemovableFolder {
  /** APPEND goes by name, whatever became of the folder that was opened. */
  private final MailboxName name;

  private @Nullable MemoryBatch present;

  MemoryDestinationFolder(MemorySession session, MemoryConnection connection, MailboxName name) {
    super(session, connection);
    this.name = name;
  }

  @Override
  public boolean keeps(Flag flag) {
    return account.behaviour().keeps.test(flag);
  }

  @Override
  public Batch begin() {
    if (present != null && !present.isOver()) {
      throw new IllegalStateException("The batch before is neither committed nor abandoned");
    }
    if (connection.isDead()) {
      throw session.lost(Command.APPEND);
    }
    present = new MemoryBatch(session, connection, name);
    return present;
  }

  @Override
  public Handle<UidSet> store(
      UidSet uids, Flags add, Flags remove, Optional<ModSeq> unchangedSince) {
    if (unchangedSince.isPresent() && !account.abilities().tellsChanges()) {
      throw new IllegalStateException("This server knows no UNCHANGEDSINCE");
    }
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    return connection.command(
        Command.STORE,
        () -> account.locked(() -> storeNow(uids, add.keep(this::keeps), remove, unchangedSince)));
  }

  private UidSet storeNow(UidSet uids, Flags add, Flags remove, Optional<ModSeq> unchangedSince) {
    MemoryFolder folder = writable(Command.STORE);
    if (!add.keep(account.behaviour().refuses).isEmpty()) {
      throw session.failure(
          Command.STORE, Problem.MESSAGE_REFUSED, Scope.MESSAGE, "Error in IMAP command");
    }
    var changed = new UidSet.Builder();
    for (StoredMessage message : folder.messages()) {
      if (!uids.contains(message.uid())) {
        continue;
      }
      if (unchangedSince.isPresent() && message.modSeq().compareTo(unchangedSince.get()) > 0) {
        changed.add(message.uid().value());
        continue;
      }
      Flags was = message.mail().flags();
      Flags is = was.plus(add).minus(remove);
      if (!is.equals(was)) {
        folder.setFlags(message.uid().value(), is);
      }
    }
    return changed.build();
  }

  @Override
  public Handle<Relocation> copyTo(UidSet uids, MailboxName to) {
    return connection.command(Command.COPY, () -> relocate(Command.COPY, uids, to));
  }

  @Override
  public Handle<Relocation> moveTo(UidSet uids, MailboxName to) {
    if (!account.abilities().canMove()) {
      throw new IllegalStateException("This server knows no MOVE");
    }
    return connection.command(
        Command.MOVE,
        () ->
            account.locked(
                () -> {
                  Relocation moved = relocate(Command.MOVE, uids, to);
                  writable(Command.MOVE).expunge(uids);
                  return moved;
                }));
  }

  private Relocation relocate(Command command, UidSet uids, MailboxName to) {
    return account.locked(
        () -> {
          MemoryFolder target =
              account
                  .find(to)
                  .filter(MemoryFolder::isSelectable)
                  .orElseThrow(
                      () ->
                          session.failure(
                              command,
                              Problem.FOLDER_MISSING,
                              Scope.FOLDER,
                              "[TRYCREATE] No such mailbox"));
          var places = new HashMap<Long, MessageOutcome.Place>();
          for (StoredMessage message : writable(command).messages()) {
            if (uids.contains(message.uid())) {
              places.put(
                  message.uid().value(),
                  new MessageOutcome.Place(target.uidValidity(), target.put(message.mail())));
            }
          }
          return new Relocation(
              account.abilities().uidsTold() ? Optional.of(places) : Optional.empty());
        });
  }

  @Override
  public Handle<Boolean> remove(UidSet uids) {
    if (!account.abilities().canRemoveByUid()) {
      throw new IllegalStateException("This server cannot remove named messages alone");
    }
    return connection.command(
        Command.REMOVE,
        () -> {
          writable(Command.REMOVE).expunge(uids);
          return true;
        });
  }

  @Override
  public Handle<Boolean> removeMarked() {
    return connection.command(
        Command.REMOVE,
        () -> {
          MemoryFolder folder = writable(Command.REMOVE);
          folder.expunge(marked(folder));
          return true;
        });
  }

  private MemoryFolder writable(Command command) {
    MemoryFolder folder = connection.folder(command);
    if (folder.isReadOnly()) {
      throw session.failure(
          command, Problem.NOT_PERMITTED, Scope.FOLDER, "[NOPERM] Permission denied");
    }
    return folder;
  }
}
