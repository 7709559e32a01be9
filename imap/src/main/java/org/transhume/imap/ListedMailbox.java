package org.transhume.imap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * One mailbox as LIST tells it (RFC 9051 section 7.3.1).
 *
 * @param wireName the name as the server wrote it, to be sent back in this form
 * @param name the name decoded, with the server's separator
 * @param attributes in lower case with their backslash: {@code \noselect}
 * @param status what STATUS told in the same answer or after it, if it was asked and answered
 */
public record ListedMailbox(
    EncodedMailboxName wireName,
    MailboxName name,
    Set<String> attributes,
    Optional<MailboxStatus> status) {
  public ListedMailbox {
    attributes = Set.copyOf(attributes);
  }

  /** Reads what stands behind LIST or LSUB; the name may be empty only where this gives empty. */
  static Optional<ListedMailbox> parse(WireParser in, NameEncoding encoding) {
    in.skipSpaces();
    var attributes = new HashSet<String>();
    for (String attribute : in.atoms()) {
      attributes.add(attribute.toLowerCase(Locale.ROOT));
    }
    in.space();
    String separator = in.nilOrString();
    in.space();
    var wireName = EncodedMailboxName.ofOctets(in.octets());
    if (wireName.isEmpty()) {
      return Optional.empty();
    }
    char levels =
        separator == null || separator.isEmpty() ? MailboxName.NO_SEPARATOR : separator.charAt(0);
    var name = wireName.decode(levels, encoding);
    return Optional.of(new ListedMailbox(wireName, name, attributes, Optional.empty()));
  }

  /** Whether it can be selected: neither a mere parent nor a name without mailbox. */
  public boolean isSelectable() {
    return !attributes.contains("\\noselect") && !attributes.contains("\\nonexistent");
  }

  /** Whether it is subscribed, as far as it was asked. */
  public boolean isSubscribed() {
    return attributes.contains("\\subscribed");
  }

  /** What it is for (RFC 6154); a server may name several. */
  public Set<SpecialUse> specialUses() {
    var uses = new HashSet<SpecialUse>();
    for (String attribute : attributes) {
      SpecialUse.ofAttribute(attribute).ifPresent(uses::add);
    }
    return Set.copyOf(uses);
  }

  ListedMailbox with(MailboxStatus told) {
    return new ListedMailbox(wireName, name, attributes, Optional.of(told));
  }

  ListedMailbox withAttribute(String attribute) {
    var more = new HashSet<>(attributes);
    more.add(attribute);
    return new ListedMailbox(wireName, name, more, status);
  }

  /** The list with no name twice: a server that lists one twice means the same mailbox. */
  static List<ListedMailbox> distinct(List<ListedMailbox> mailboxes) {
    var seen = new HashSet<EncodedMailboxName>();
    var distinct = new ArrayList<ListedMailbox>(mailboxes.size());
    for (ListedMailbox mailbox : mailboxes) {
      if (seen.add(mailbox.wireName())) {
        distinct.add(mailbox);
      }
    }
    return List.copyOf(distinct);
  }
}
