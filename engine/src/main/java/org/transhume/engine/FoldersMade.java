package org.transhume.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.mail.MailboxName;

/**
 * Which folders came into being at the destination by us, parents that the server made along the
 * way included; put on record with the lifetime they got, so that an undo never takes another
 * folder of that name for ours. One that is killed before leaves a folder that no undo removes.
 */
final class FoldersMade {
  private final PassContext context;
  private final Set<MailboxName> created = new HashSet<>();

  FoldersMade(PassContext context) {
    this.context = context;
  }

  /** The server said that it made this folder just now. */
  void add(MailboxName name) {
    created.add(name);
  }

  /** Puts them on record; {@code before} is what was there. */
  void record(FolderList before) {
    if (created.isEmpty()) {
      return;
    }
    List<FolderKey> made = new ArrayList<>();
    try {
      for (ListedFolder folder : context.destination().folders().folders()) {
        boolean isNew =
            created.contains(folder.name())
                || (before.find(folder.name()).isEmpty()
                    && created.stream().anyMatch(folder.name()::isAncestorOf));
        if (isNew && folder.status().isPresent()) {
          made.add(new FolderKey(folder.name(), folder.status().get().uidValidity()));
        }
      }
    } catch (EndpointException e) {
      return; // Without it an undo leaves empty folders behind, no more.
    }
    context.ledger().made(made);
  }
}
