package org.transhume.engine.endpoint;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/** A folder in which nothing is, without a server behind it. */
public class EmptyFolder implements OpenFolder {
  /** What it tells of itself. */
  public static final FolderStatus STATUS =
      new FolderStatus(new UidValidity(1), Optional.of(new UidNext(1)), 0, ModSeq.NONE);

  @Override
  public final FolderStatus status() {
    return STATUS;
  }

  @Override
  public final Handle<UidSet> uids() {
    return Handle.of(UidSet.empty());
  }

  @Override
  public final Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
    return Handle.of(UidSet.empty());
  }

  @Override
  public final Handle<UidSet> search(SearchKeys keys) {
    return Handle.of(UidSet.empty());
  }

  @Override
  public final Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
    return Handle.of(UidSet.empty());
  }

  @Override
  public final Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
    return Handle.of(uids);
  }

  @Override
  public final void close() {}
}
