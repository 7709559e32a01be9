package org.transhume.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.FolderMap;
import org.transhume.engine.foldermap.Mapping;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Makes the folders that the destination lacks, and keeps on record which of them are ours. */
final class MissingFolders {
  private final PassContext context;
  private final FoldersMade foldersMade;

  MissingFolders(PassContext context) {
    this.context = context;
    this.foldersMade = new FoldersMade(context);
  }

  /** Records what was made; {@code before} is the list from before. */
  void record(FolderList before) {
    foldersMade.record(before);
  }

  /**
   * Creates what is not yet in {@code made}, which grows by what was.
   *
   * @return what went wrong, by the source's name
   */
  Map<MailboxName, EndpointException> create(FolderMap map, Set<MailboxName> made) {
    Map<Mapping, Handle<Boolean>> started = new LinkedHashMap<>();
    for (Mapping mapping : map.toCreate()) {
      if (!made.contains(mapping.destination())) {
        started.put(mapping, context.destination().create(mapping.destination(), mapping.use()));
      }
    }
    List<Mapping> lookalikes = map.lookalikes();
    Map<MailboxName, EndpointException> failures = new LinkedHashMap<>();
    started.forEach(
        (mapping, handle) -> {
          try {
            boolean isNew = created(mapping, handle);
            if (isNew) {
              foldersMade.add(mapping.destination());
            }
            if (!isNew && lookalikes.contains(mapping)) {
              failures.put(mapping.source().name(), takenForAnother(mapping));
            } else {
              made.add(mapping.destination());
            }
          } catch (EndpointException e) {
            failures.put(mapping.source().name(), e);
          }
        });
    return failures;
  }

  /** Whether it was created now; said again where the server asked for patience. */
  private boolean created(Mapping mapping, Handle<Boolean> asked) {
    try {
      return asked.await();
    } catch (EndpointException e) {
      if (context.pace().asked(e, false).isEmpty()) {
        throw e;
      }
      return context
          .pace()
          .patiently(
              () -> context.destination().create(mapping.destination(), mapping.use()).await());
    }
  }

  /** The server says it is there, and what is there is another folder's place. */
  private static EndpointException takenForAnother(Mapping mapping) {
    return new EndpointException(
        Problem.FOLDER_NAME_REFUSED,
        Side.DESTINATION,
        new Fault(Scope.FOLDER, Retry.NEVER),
        "creating " + mapping.destination() + " beside a folder whose name looks the same",
        "");
  }
}
