package org.transhume.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;

/** Subscribes to folders at the destination while other work goes on. One thread. */
final class Subscribing {
  private final PassContext context;

  /** By the source's name. */
  private final Map<MailboxName, Handle<Boolean>> begun = new LinkedHashMap<>();

  private final Map<MailboxName, EndpointException> refused = new LinkedHashMap<>();

  Subscribing(PassContext context) {
    this.context = context;
  }

  /** Begins to subscribe as asked, all in one go; not to those that could not be made. */
  void begin(List<FolderTask> tasks, Set<MailboxName> notMade) {
    for (FolderTask task : tasks) {
      boolean subscribed = task.existing().map(ListedFolder::subscribed).orElse(false);
      boolean wanted = context.options().has(Choice.SUBSCRIBE_ALL) || task.source().subscribed();
      if (wanted && !subscribed && !notMade.contains(task.source().name())) {
        begun.put(task.source().name(), context.destination().subscribe(task.destination()));
      }
    }
  }

  /** Waits until it is known of all folders whether they are subscribed. */
  void await(FollowedFolders followed) {
    begun.forEach(
        (source, handle) -> {
          try {
            handle.await();
          } catch (EndpointException e) {
            refused.put(source, e);
          }
        });
    giveUp(followed.subscriptionsLeft(begun.keySet()));
  }

  /** The folders whose mail is taken but not their subscription, by the source's name, and why. */
  Map<MailboxName, EndpointException> refused() {
    return refused;
  }

  /** Subscriptions of ours to names that are no folder's any more. */
  private void giveUp(List<MailboxName> names) {
    List<Handle<Boolean>> started = names.stream().map(context.destination()::unsubscribe).toList();
    for (Handle<Boolean> handle : started) {
      try {
        handle.await();
      } catch (EndpointException _) {
        // It stays, and shows a name without a folder: nothing of anybody's depends on it.
      }
    }
  }
}
