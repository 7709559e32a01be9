package org.transhume.engine.wrong;

import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

public final class RemovesMail {
  void remove(DestinationFolder folder, UidSet uids) {
    folder.remove(uids);
  }

  void move(DestinationFolder folder, UidSet uids, MailboxName to) {
    folder.moveTo(uids, to);
  }
}
