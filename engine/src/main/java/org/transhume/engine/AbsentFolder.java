package org.transhume.engine;

import java.util.Optional;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EmptyFolder;
import org.transhume.engine.endpoint.Relocation;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/** A destination folder that a plan speaks of and that is not there: nothing is in it. */
final class AbsentFolder extends EmptyFolder implements DestinationFolder {
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
  public Handle<Relocation> copyTo(UidSet uids, MailboxName to) {
    throw absent();
  }

  @Override
  public Handle<Relocation> moveTo(UidSet uids, MailboxName to) {
    throw absent();
  }

  @Override
  public Handle<Boolean> remove(UidSet uids) {
    throw absent();
  }

  private static IllegalStateException absent() {
    return new IllegalStateException("A plan writes nothing");
  }
}
