package org.transhume.connector.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.MailboxStatus;
import org.transhume.imap.NameEncoding;
import org.transhume.imap.Namespaces;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;

/**
 * What LIST and NAMESPACE told, as the engine wants it.
 *
 * @param folders for the engine
 * @param names for the wire
 */
record Listing(FolderList folders, NameTable names) {
  private static final String INBOX = "INBOX";

  static Listing of(
      List<ListedMailbox> listed, Optional<Namespaces> namespaces, NameEncoding encoding) {
    NameTable names = NameTable.of(listed, encoding);
    var folders = new ArrayList<ListedFolder>(listed.size());
    for (ListedMailbox mailbox : listed) {
      MailboxName name = names.nameOf(mailbox);
      folders.add(
          new ListedFolder(
              name,
              mailbox.isSelectable(),
              mailbox.isSubscribed(),
              mailbox.specialUses(),
              namespaceOf(name, namespaces),
              mailbox.status().flatMap(Listing::status)));
    }
    char separator = separator(listed, namespaces);
    return new Listing(
        new FolderList(separator, prefix(folders, separator, namespaces), folders), names);
  }

  private static Optional<FolderStatus> status(MailboxStatus told) {
    if (told.uidValidity().isEmpty() || told.messages().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FolderStatus(
            told.uidValidity().get(),
            told.uidNext(),
            told.messages().getAsLong(),
            told.highestModSeq().orElse(ModSeq.NONE)));
  }

  /** The separator of the personal names; that of INBOX where the server has no NAMESPACE. */
  private static char separator(List<ListedMailbox> listed, Optional<Namespaces> namespaces) {
    Optional<Character> told =
        namespaces.flatMap(n -> n.personal().stream().findFirst()).map(n -> n.separator());
    return told.orElseGet(
        () ->
            listed.stream()
                .map(ListedMailbox::name)
                .filter(MailboxName::isInbox)
                .findFirst()
                .or(() -> listed.stream().map(ListedMailbox::name).findFirst())
                .map(MailboxName::separator)
                .orElse(MailboxName.NO_SEPARATOR));
  }

  /** What personal names begin with; where the server does not say, what all of them begin with. */
  private static String prefix(
      List<ListedFolder> folders, char separator, Optional<Namespaces> namespaces) {
    if (namespaces.isPresent()) {
      return namespaces.get().personal().stream()
          .findFirst()
          .map(Namespaces.Namespace::prefix)
          .orElse("");
    }
    String below = INBOX + separator;
    List<ListedFolder> others = folders.stream().filter(f -> !f.name().isInbox()).toList();
    boolean allBelow =
        separator != MailboxName.NO_SEPARATOR
            && !others.isEmpty()
            && others.stream().allMatch(f -> f.name().text().startsWith(below));
    return allBelow ? below : "";
  }

  /** The longest prefix that fits decides; what fits none is personal. */
  private static Namespace namespaceOf(MailboxName name, Optional<Namespaces> namespaces) {
    if (namespaces.isEmpty() || name.isInbox()) {
      return Namespace.PERSONAL;
    }
    int personal = longest(name, namespaces.get().personal());
    int others = longest(name, namespaces.get().otherUsers());
    int shared = longest(name, namespaces.get().shared());
    if (others > personal && others >= shared) {
      return Namespace.OTHER_USERS;
    }
    return shared > personal ? Namespace.SHARED : Namespace.PERSONAL;
  }

  /** How long the longest prefix is that {@code name} begins with, or is but for the separator. */
  private static int longest(MailboxName name, List<Namespaces.Namespace> namespaces) {
    int longest = -1;
    for (Namespaces.Namespace namespace : namespaces) {
      String prefix = namespace.prefix();
      boolean fits =
          name.text().startsWith(prefix)
              || (prefix.length() > 1
                  && name.text().equals(prefix.substring(0, prefix.length() - 1)));
      if (fits) {
        longest = Math.max(longest, prefix.length());
      }
    }
    return longest;
  }
}
