package org.transhume.engine;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/** A destination folder that a plan speaks of and that is not there: nothing is in it. */
final class AbsentFolder implements DestinationFolder {
  @Override
  public FolderStatus status() {
    return new FolderStatus(new UidValidity(1), Optional.of(new UidNext(1)), 0, ModSeq.NONE);
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
  public boolean keeps(Flag flag) {
    return true;
  }

  @Override
  public Batch begin() {
    throw absent();
  }

  @Override
  public Handle<UidSet> store(
      UidSet uids, Flags add, Flags remove, Optional<ModSeq> unchangedSince) {
    throw absent();
  }

  @Override
  public Handle<Boolean> remove(UidSet uids) {
    throw absent();
  }

  private static IllegalStateException absent() {
    return new IllegalStateException("A plan writes nothing");
  }

  @Override
  public void close() {}
}
