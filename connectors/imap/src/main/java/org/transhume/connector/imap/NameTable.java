package org.transhume.connector.imap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.NameEncoding;
import org.transhume.mail.MailboxName;

/**
 * The names of one listing and what each is on the wire, so that a name in broken encoding reaches
 * the server again as it came. Immutable.
 */
final class NameTable {
  private final Map<MailboxName, EncodedMailboxName> wireNames;
  private final Map<EncodedMailboxName, MailboxName> names;
  private final NameEncoding encoding;

  private NameTable(Map<EncodedMailboxName, MailboxName> names, NameEncoding encoding) {
    this.names = names;
    this.encoding = encoding;
    this.wireNames = new HashMap<>();
    names.forEach((wireName, name) -> wireNames.put(name, wireName));
  }

  /** A table that knows no listed name. */
  static NameTable empty(NameEncoding encoding) {
    return new NameTable(Map.of(), encoding);
  }

  /**
   * The names of a listing, none twice. Where several mailboxes of the server decode to the same
   * name, the one that is written as we write it keeps it; the others have their wire form added,
   * so that none of them is lost.
   */
  static NameTable of(List<ListedMailbox> listed, NameEncoding encoding) {
    var names = new HashMap<EncodedMailboxName, MailboxName>();
    var taken = new HashSet<MailboxName>();
    var doubtful = new ArrayList<ListedMailbox>();
    for (ListedMailbox mailbox : listed) {
      if (isOurSpelling(mailbox, encoding) && taken.add(mailbox.name())) {
        names.put(mailbox.wireName(), mailbox.name());
      } else {
        doubtful.add(mailbox);
      }
    }
    // Not in the server's order, which may be another one next time.
    doubtful.sort(Comparator.comparing(mailbox -> mailbox.wireName().toString()));
    for (ListedMailbox mailbox : doubtful) {
      MailboxName name = mailbox.name();
      while (!taken.add(name)) {
        name = withWireForm(name, mailbox);
      }
      names.put(mailbox.wireName(), name);
    }
    return new NameTable(names, encoding);
  }

  private static boolean isOurSpelling(ListedMailbox mailbox, NameEncoding encoding) {
    try {
      return EncodedMailboxName.of(mailbox.name(), encoding).equals(mailbox.wireName());
    } catch (IllegalArgumentException _) {
      return false; // a name that nobody could have made by us
    }
  }

  private static MailboxName withWireForm(MailboxName name, ListedMailbox mailbox) {
    String wireForm = mailbox.wireName().toString();
    String lastLevel = wireForm.substring(wireForm.lastIndexOf(name.separator()) + 1);
    return new MailboxName(name.text() + " [" + lastLevel + "]", name.separator());
  }

  /** What a listed mailbox is called. */
  MailboxName nameOf(ListedMailbox mailbox) {
    return names.getOrDefault(mailbox.wireName(), mailbox.name());
  }

  /**
   * The name on the wire: as it was listed, else as we write it.
   *
   * @throws IllegalArgumentException if no server could take it
   */
  EncodedMailboxName wireName(MailboxName name) {
    if (name.isInbox()) {
      return EncodedMailboxName.inbox();
    }
    EncodedMailboxName listed = wireNames.get(name);
    return listed == null ? EncodedMailboxName.of(name, encoding) : listed;
  }
}
