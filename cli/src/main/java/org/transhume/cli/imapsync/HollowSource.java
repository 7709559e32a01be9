package org.transhume.cli.imapsync;

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
import org.transhume.mail.UidValidity;

/** The folders of a source without what is in them. */
final class HollowSource implements MailSource {
  private static final FolderStatus NOTHING =
      new FolderStatus(new UidValidity(1), Optional.of(new UidNext(1)), 0, ModSeq.NONE);

  private final MailSource inner;

  HollowSource(MailSource inner) {
    this.inner = inner;
  }

  @Override
  public Abilities abilities() {
    return inner.abilities();
  }

  @Override
  public FolderList folders() {
    FolderList listed = inner.folders();
    return new FolderList(
        listed.separator(),
        listed.prefix(),
        listed.folders().stream()
            .map(
                folder ->
                    new ListedFolder(
                        folder.name(),
                        folder.selectable(),
                        folder.subscribed(),
                        folder.uses(),
                        folder.namespace(),
                        folder.status().map(_ -> NOTHING)))
            .toList());
  }

  @Override
  public OpenFolder open(MailboxName name) {
    return new Empty();
  }

  @Override
  public void close() {
    inner.close();
  }

  private static final class Empty implements OpenFolder {
    @Override
    public FolderStatus status() {
      return NOTHING;
    }

    @Override
    public Handle<UidSet> uids() {
      return Handle.of(UidSet.empty());
    }

    @Override
    public Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
      return Handle.of(UidSet.empty());
    }

    @Override
    public Handle<UidSet> search(SearchKeys keys) {
      return Handle.of(UidSet.empty());
    }

    @Override
    public Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
      return Handle.of(UidSet.empty());
    }

    @Override
    public Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
      return Handle.of(uids);
    }

    @Override
    public void close() {}
  }
}
