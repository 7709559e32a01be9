package org.transhume.engine.preflight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * Refuses a mailbox as its own destination. Two names may lead to the same server, so that host and
 * login prove nothing. What is in the mailboxes does, in two steps: all folders have the same
 * names, UIDVALIDITY, UIDNEXT and number of messages; and some messages of the fullest folders have
 * the same UIDs, headers, INTERNALDATE and announced size. Any difference proves two mailboxes. An
 * exact replica has none: it is refused until a person says that there are two. A change made on
 * one side to see whether the other shows it would tell them apart; it would also be a change of
 * the source. To be asked before anything was copied: afterwards two mailboxes may well look alike.
 */
public final class SameMailbox {
  private static final int FOLDERS_READ = 4;
  private static final int MESSAGES_READ = 16;

  private final MailSource source;
  private final MailDestination destination;

  private SameMailbox(MailSource source, MailDestination destination) {
    this.source = source;
    this.destination = destination;
  }

  /**
   * Lets two different mailboxes pass.
   *
   * @param here the folders of {@code source}
   * @param there the folders of {@code destination}
   * @throws EndpointException with SAME_MAILBOX if no difference is found
   */
  public static void refuse(
      MailSource source, FolderList here, MailDestination destination, FolderList there) {
    Map<String, FolderStatus> statuses = statuses(here);
    boolean holdsMail = statuses.values().stream().anyMatch(status -> status.messages() > 0);
    if (holdsMail
        && statuses.equals(statuses(there))
        && new SameMailbox(source, destination).holdSameMessages(here, there)) {
      throw new EndpointException(
          Problem.SAME_MAILBOX,
          Side.DESTINATION,
          new Fault(Scope.ACCOUNT, Retry.NEVER),
          "comparing folders and messages of both sides",
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

  private boolean holdSameMessages(FolderList here, FolderList there) {
    List<ListedFolder> fullest =
        here.folders().stream()
            .filter(folder -> folder.selectable() && messages(folder) > 0)
            .sorted(Comparator.comparingLong(folder -> -messages(folder)))
            .limit(FOLDERS_READ)
            .toList();
    for (ListedFolder folder : fullest) {
      Optional<ListedFolder> other =
          there.folders().stream()
              .filter(each -> each.name().text().equals(folder.name().text()))
              .findFirst();
      if (other.isPresent() && !holdSameMessages(folder, other.get())) {
        return false;
      }
    }
    return true;
  }

  private static long messages(ListedFolder folder) {
    return folder.status().map(FolderStatus::messages).orElse(0L);
  }

  private boolean holdSameMessages(ListedFolder here, ListedFolder there) {
    try (OpenFolder left = source.open(here.name());
        OpenFolder right = destination.open(there.name())) {
      UidSet uids = left.uids().await();
      if (!uids.equals(right.uids().await())) {
        return false;
      }
      UidSet some = Spread.over(uids, MESSAGES_READ);
      return messages(left, some).equals(messages(right, some));
    }
  }

  /** What a message looks like from outside; its flags may change while we look. */
  private record Seen(long identity, Optional<InternalDate> date, OptionalLong sizeBytes) {}

  private static Map<Long, Seen> messages(OpenFolder folder, UidSet uids) {
    var messages = new HashMap<Long, Seen>();
    folder
        .list(
            uids,
            Set.of(Item.IDENTITY, Item.INTERNAL_DATE, Item.SIZE),
            meta ->
                messages.put(
                    meta.uid().value(),
                    new Seen(
                        meta.identity().map(fields -> Identity.of(fields).hash()).orElse(0L),
                        meta.internalDate(),
                        meta.sizeBytes())))
        .await();
    return messages;
  }
}
