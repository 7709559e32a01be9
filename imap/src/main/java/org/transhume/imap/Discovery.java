package org.transhume.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.mail.Handle;
import org.transhume.mail.SpecialUse;

/** Lists all mailboxes with subscriptions, special uses and a status, as the server allows. */
final class Discovery {
  private static final String SUBSCRIBED = "\\subscribed";

  /** What XLIST calls otherwise than RFC 6154. */
  private static final Map<String, String> XLIST_NAMES =
      Map.of("\\allmail", "\\all", "\\starred", "\\flagged", "\\spam", "\\junk");

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
        return withUses(query);
      } catch (RefusedException e) {
        if (e.response().status() != ResponseStatus.BAD) {
          throw e;
        }
        // Announced and not understood: ask as RFC 3501 does.
      }
    }
    return listWithLsub();
  }

  private List<ListedMailbox> withUses(ListQuery query) {
    Handle<List<ListedMailbox>> all;
    Optional<Handle<List<ListedMailbox>>> uses;
    try (var _ = new Burst(session)) {
      all = session.send(ListCommand.list(query));
      uses = askForUses();
    }
    var mailboxes = new LinkedHashMap<EncodedMailboxName, ListedMailbox>();
    all.await().forEach(mailbox -> mailboxes.put(mailbox.wireName(), mailbox));
    uses.ifPresent(told -> addUses(mailboxes, told));
    return List.copyOf(mailboxes.values());
  }

  /** XLIST, where nothing else tells what mailboxes are for (Zoho, Yandex). */
  private Optional<Handle<List<ListedMailbox>>> askForUses() {
    Capabilities announced = session.facts().capabilities();
    return announced.has("XLIST") && !announced.hasOrRev2("SPECIAL-USE")
        ? Optional.of(session.send(ListCommand.xlist("*")))
        : Optional.empty();
  }

  /**
   * Adds what mailboxes are for; names that LIST did not tell, such as INBOX in French, do not
   * count.
   */
  private static void addUses(
      Map<EncodedMailboxName, ListedMailbox> mailboxes, Handle<List<ListedMailbox>> told) {
    List<ListedMailbox> uses;
    try {
      uses = told.await();
    } catch (RefusedException _) {
      return; // Announced and not to be had; it is done without.
    }
    for (ListedMailbox mailbox : uses) {
      ListedMailbox known = mailboxes.get(mailbox.wireName());
      for (String attribute : mailbox.attributes()) {
        String use = XLIST_NAMES.getOrDefault(attribute, attribute);
        if (known != null && SpecialUse.ofAttribute(use).isPresent()) {
          known = known.withAttribute(use);
          mailboxes.put(mailbox.wireName(), known);
        }
      }
    }
  }

  private List<ListedMailbox> listWithLsub() {
    Handle<List<ListedMailbox>> all;
    Handle<List<ListedMailbox>> subscribed;
    Optional<Handle<List<ListedMailbox>>> uses;
    try (var _ = new Burst(session)) {
      all = session.send(ListCommand.list(ListQuery.plain("*")));
      subscribed = session.send(ListCommand.lsub("*"));
      uses = askForUses();
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
    uses.ifPresent(told -> addUses(mailboxes, told));
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
