package org.transhume.engine;

import org.transhume.engine.copy.CopyProgress;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;

/** Counts what passes on both sides, where it passes, and tells the listener. */
record PacedProgress(PassContext context, MailboxName folder, FolderTally tally)
    implements CopyProgress {
  @Override
  public void asking(long announcedBytes) {
    context.pace().permit(announcedBytes);
  }

  @Override
  public void arriving(long bytes) {
    context.pace().count(Side.SOURCE, 1, bytes);
  }

  @Override
  public void sent(long messages, long bytes) {
    context.pace().count(Side.DESTINATION, messages, bytes);
    context.listener().sent(folder, messages, bytes);
  }

  @Override
  public void stored(long uid, long bytes) {
    tally.stored(uid, bytes);
  }
}
