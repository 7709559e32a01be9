package org.transhume.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.preflight.SameMailbox;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * Which folders a pass works through and where each goes: both sides' lists, the selection and the
 * folder map come together here.
 *
 * @param tasks in the order of the source's list
 */
record FolderPlan(List<FolderTask> tasks, List<FolderLeftOut> leftOut, FolderList destination) {
  static FolderPlan of(PassContext context) {
    FolderList source = context.source().folders();
    FolderList destination = context.destination().folders();
    if (context.ledger().pairs().isEmpty()) {
      SameMailbox.refuse(source, destination);
    }
    var tasks = new ArrayList<FolderTask>();
    var leftOut = new ArrayList<FolderLeftOut>();
    for (ListedFolder folder : source.folders()) {
      if (folder.selectable()) {
        var name =
            folder.name().isInbox()
                ? MailboxName.inbox(destination.separator())
                : MailboxName.ofLevels(folder.name().levels(), destination.separator());
        tasks.add(new FolderTask(folder, name, destination.find(name)));
      }
    }
    return new FolderPlan(tasks, leftOut, destination);
  }

  /**
   * Makes the folders that are missing at the destination and subscribes as asked, all in one go.
   *
   * @return what went wrong, by folder
   */
  Map<FolderTask, EndpointException> makeFolders(PassContext context) {
    Map<FolderTask, EndpointException> refused = new LinkedHashMap<>();
    if (context.mode() != PassMode.COPY) {
      return refused;
    }
    Map<FolderTask, Handle<Boolean>> started = new LinkedHashMap<>();
    for (FolderTask task : tasks) {
      if (task.existing().isEmpty()) {
        started.put(task, context.destination().create(task.destination(), use(task)));
      }
    }
    await(started, refused);
    started.clear();
    for (FolderTask task : tasks) {
      boolean subscribed = task.existing().map(ListedFolder::subscribed).orElse(false);
      boolean wanted = context.options().subscribeAll() || task.source().subscribed();
      if (wanted && !subscribed && !refused.containsKey(task)) {
        started.put(task, context.destination().subscribe(task.destination()));
      }
    }
    await(started, refused);
    return refused;
  }

  private Optional<SpecialUse> use(FolderTask task) {
    return task.source().uses().stream()
        .filter(
            use -> destination.folders().stream().noneMatch(there -> there.uses().contains(use)))
        .findFirst();
  }

  private static void await(
      Map<FolderTask, Handle<Boolean>> started, Map<FolderTask, EndpointException> refused) {
    started.forEach(
        (task, handle) -> {
          try {
            handle.await();
          } catch (EndpointException e) {
            refused.put(task, e);
          }
        });
  }
}
