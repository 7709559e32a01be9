package org.transhume.engine;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/** A source that leaves messages out when it is asked for UIDs, and counts them all the same. */
record CutSource(MailSource inner, UidSet missing) implements MailSource {
  @Override
  public Abilities abilities() {
    return inner.abilities();
  }

  @Override
  public FolderList folders() {
    FolderList listed = inner.folders();
    // Without a status every folder is opened and listed.
    return new FolderList(
        listed.separator(),
        listed.prefix(),
        listed.folders().stream()
            .map(
                f ->
                    new ListedFolder(
                        f.name(),
                        f.selectable(),
                        f.subscribed(),
                        f.uses(),
                        f.namespace(),
                        Optional.empty()))
            .toList());
  }

  @Override
  public OpenFolder open(MailboxName name) {
    OpenFolder folder = inner.open(name);
    return new OpenFolder() {
      @Override
      public FolderStatus status() {
        FolderStatus told = folder.status();
        // UIDNEXT moves on, so that the listing is not taken for the one of before.
        return new FolderStatus(
            told.uidValidity(),
            told.uidNext().map(next -> new UidNext(next.value() + 1)),
            told.messages(),
            told.highestModSeq());
      }

      @Override
      public Handle<UidSet> uids() {
        return Handle.of(folder.uids().await().minus(missing));
      }

      @Override
      public Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
        return folder.list(uids.minus(missing), items, receiver);
      }

      @Override
      public Handle<UidSet> search(SearchKeys keys) {
        return folder.search(keys);
      }

      @Override
      public Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
        return folder.changedSince(since, uids.minus(missing), receiver);
      }

      @Override
      public Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
        return folder.bodies(uids.minus(missing), receiver);
      }

      @Override
      public void close() {
        folder.close();
      }
    };
  }

  @Override
  public void close() {
    inner.close();
  }
}
