package org.transhume.imap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.mail.Flags;
import org.transhume.mail.UidSet;

/** The untagged responses, FETCH aside, which is read as it streams. */
sealed interface Untagged {
  /** OK, NO or BAD without tag. */
  record Status(TaggedResponse response) implements Untagged {}

  record Capability(Capabilities capabilities) implements Untagged {}

  record Enabled(Capabilities capabilities) implements Untagged {}

  /** LIST, LSUB or XLIST, as the response says. */
  record Listed(ListedMailbox mailbox, String by) implements Untagged {}

  record StatusData(EncodedMailboxName name, MailboxStatus status) implements Untagged {}

  /** SEARCH, or ESEARCH with the tag of the command it belongs to. */
  record Found(SearchResult result, Optional<String> tag) implements Untagged {}

  record NamespaceData(Namespaces namespaces) implements Untagged {}

  record IdData(Map<String, String> fields) implements Untagged {}

  record QuotaData(Quota quota) implements Untagged {}

  record QuotaRootData(EncodedMailboxName mailbox, List<String> roots) implements Untagged {}

  record FlagsData(Flags flags) implements Untagged {}

  record Exists(long messages) implements Untagged {}

  /** EXPUNGE; the sequence number was used up where it came. */
  record Expunged() implements Untagged {}

  record Vanished(Optional<UidSet> uids) implements Untagged {}
}
