package org.transhume.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.mail.Handle;

/** Lists all mailboxes with subscriptions, special uses and a status, as the server allows. */
final class Discovery {
  private static final String SUBSCRIBED = "\\subscribed";

  private final Session session;

  Discovery(Session session) {
    this.session = session;
  }

  /** Blocks for one round trip with LIST-EXTENDED and LIST-STATUS, for two without. */
  List<ListedMailbox> discover(Set<StatusItem> wanted) {
    Set<StatusItem> items = understood(wanted);
    List<ListedMailbox> listed = list(items);
    return items.isEmpty() ? listed : withStatus(listed, items);
  }

  private Set<StatusItem> understood(Set<StatusItem> wanted) {
    Capabilities announced = session.facts().capabilities();
    var items = EnumSet.noneOf(StatusItem.class);
    for (StatusItem item : wanted) {
      boolean known =
          switch (item) {
            case MESSAGES, UIDNEXT, UIDVALIDITY, UNSEEN -> true;
            case HIGHESTMODSEQ -> Extensions.hasCondstore(announced);
            case SIZE -> announced.hasOrRev2("STATUS=SIZE");
            case MAILBOXID -> announced.has("OBJECTID");
          };
      if (known) {
        items.add(item);
      }
    }
    return items;
  }

  private List<ListedMailbox> list(Set<StatusItem> items) {
    Capabilities announced = session.facts().capabilities();
    if (announced.hasOrRev2("LIST-EXTENDED")) {
      Set<StatusItem> alongside = announced.hasOrRev2("LIST-STATUS") ? items : Set.of();
      var query = new ListQuery("*", false, true, announced.hasOrRev2("SPECIAL-USE"), alongside);
      try {
        return session.send(new ListCommand(query, false)).await();
      } catch (RefusedException e) {
        if (e.response().status() != ResponseStatus.BAD) {
          throw e;
        }
        // Announced and not understood: ask as RFC 3501 does.
      }
    }
    return listWithLsub();
  }

  private List<ListedMailbox> listWithLsub() {
    Handle<List<ListedMailbox>> all;
    Handle<List<ListedMailbox>> subscribed;
    try (var _ = new Burst(session)) {
      all = session.send(new ListCommand(ListQuery.plain("*"), false));
      subscribed = session.send(new ListCommand(ListQuery.plain("*"), true));
    }
    var mailboxes = new LinkedHashMap<EncodedMailboxName, ListedMailbox>();
    for (ListedMailbox mailbox : all.await()) {
      mailboxes.put(mailbox.wireName(), mailbox);
    }
    for (ListedMailbox mailbox : subscribed.await()) {
      ListedMailbox known = mailboxes.get(mailbox.wireName());
      mailboxes.put(
          mailbox.wireName(),
          known != null
              ? known.withAttribute(SUBSCRIBED)
              : mailbox.withAttribute(SUBSCRIBED).withAttribute("\\nonexistent"));
    }
    return List.copyOf(mailboxes.values());
  }

  /** Asks STATUS, all at once, of those that have none yet; a refusal leaves it absent. */
  private List<ListedMailbox> withStatus(List<ListedMailbox> listed, Set<StatusItem> items) {
    Map<EncodedMailboxName, Handle<MailboxStatus>> asked = new LinkedHashMap<>();
    try (var _ = new Burst(session)) {
      for (ListedMailbox mailbox : listed) {
        if (mailbox.isSelectable() && mailbox.status().isEmpty()) {
          asked.put(mailbox.wireName(), session.send(new StatusCommand(mailbox.wireName(), items)));
        }
      }
    }
    var complete = new ArrayList<ListedMailbox>(listed.size());
    for (ListedMailbox mailbox : listed) {
      Handle<MailboxStatus> status = asked.get(mailbox.wireName());
      if (status == null) {
        complete.add(mailbox);
        continue;
      }
      try {
        complete.add(mailbox.with(status.await()));
      } catch (RefusedException _) {
        complete.add(mailbox);
      }
    }
    return List.copyOf(complete);
  }
}
