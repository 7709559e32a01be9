package org.transhume.engine.preflight;

import java.util.HashMap;
import java.util.Map;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * Refuses a mailbox as its own destination. Two names may lead to the same server, so that host and
 * login prove nothing: the folders do, all of which have the same names, UIDVALIDITY, UIDNEXT and
 * number of messages. Two mailboxes without any message are never taken for one. To be asked before
 * anything was copied: afterwards two mailboxes may well look alike.
 */
public final class SameMailbox {
  private SameMailbox() {}

  /**
   * Lets two different mailboxes pass.
   *
   * @throws EndpointException with SAME_MAILBOX if both lists are of one mailbox
   */
  public static void refuse(FolderList source, FolderList destination) {
    Map<String, FolderStatus> here = statuses(source);
    boolean holdsMail = here.values().stream().anyMatch(status -> status.messages() > 0);
    if (holdsMail && here.equals(statuses(destination))) {
      throw new EndpointException(
          Problem.SAME_MAILBOX,
          Side.DESTINATION,
          new Fault(Scope.ACCOUNT, Retry.NEVER),
          "comparing the folders of both sides",
          "");
    }
  }

  private static Map<String, FolderStatus> statuses(FolderList list) {
    var statuses = new HashMap<String, FolderStatus>();
    for (ListedFolder folder : list.folders()) {
      folder.status().ifPresent(status -> statuses.put(folder.name().text(), status));
    }
    return statuses;
  }
}
