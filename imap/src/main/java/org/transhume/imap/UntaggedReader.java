package org.transhume.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.UidSet;

/** Reads the untagged responses that begin with a word; status responses and FETCH aside. */
final class UntaggedReader {
  private final WireParser line;
  private final Quirks quirks;
  private final FlagsReader flags;

  UntaggedReader(WireParser line, Quirks quirks, FlagsReader flags) {
    this.line = line;
    this.quirks = quirks;
    this.flags = flags;
  }

  /** The response at the cursor; empty if it is of no use. */
  Optional<Untagged> read(NameEncoding encoding) {
    if (line.peek() >= 0 && line.bytes()[line.limit() - 1] == ' ') {
      quirks.report(Quirk.TRAILING_SPACE, line);
    }
    String word = line.atom();
    String upper = word.toUpperCase(Locale.ROOT);
    if (!upper.equals(word)) {
      quirks.report(Quirk.LOWER_CASE_KEYWORD, line);
    }
    line.skipSpaces();
    return switch (upper) {
      case "CAPABILITY" -> Optional.of(new Untagged.Capability(Capabilities.parse(line.rest())));
      case "ENABLED" -> Optional.of(new Untagged.Enabled(Capabilities.parse(line.rest())));
      case "LIST", "LSUB", "XLIST" -> listed(encoding, upper);
      case "STATUS" -> status(encoding);
      case "SEARCH" ->
          Optional.of(new Untagged.Found(SearchResult.parsePlain(line), Optional.empty()));
      case "ESEARCH" -> {
        Optional<String> tag = SearchResult.parseCorrelator(line);
        yield Optional.of(new Untagged.Found(SearchResult.parseExtended(line), tag));
      }
      case "NAMESPACE" -> Optional.of(new Untagged.NamespaceData(Namespaces.parse(line, encoding)));
      case "ID" -> Optional.of(new Untagged.IdData(id()));
      case "QUOTA" -> Optional.of(new Untagged.QuotaData(Quota.parse(line)));
      case "QUOTAROOT" -> quotaRoot();
      case "FLAGS" -> Optional.of(new Untagged.FlagsData(flags.read(line)));
      case "VANISHED" -> Optional.of(new Untagged.Vanished(vanished()));
      default -> {
        quirks.report(Quirk.UNPARSEABLE_LINE, line);
        yield Optional.empty();
      }
    };
  }

  private Optional<Untagged> listed(NameEncoding encoding, String by) {
    return ListedMailbox.parse(line, encoding)
        .map(
            mailbox -> {
              reportName(mailbox.wireName(), encoding);
              return new Untagged.Listed(mailbox, by);
            });
  }

  private Optional<Untagged> status(NameEncoding encoding) {
    var name = EncodedMailboxName.ofOctets(line.octets());
    reportName(name, encoding);
    line.space();
    return Optional.of(new Untagged.StatusData(name, MailboxStatus.parse(line)));
  }

  private void reportName(EncodedMailboxName name, NameEncoding encoding) {
    if (encoding == NameEncoding.MODIFIED_UTF7 && name.isEightBit()) {
      quirks.report(Quirk.RAW_8BIT_NAME, line);
    } else if (!name.isValid(encoding)) {
      quirks.report(Quirk.INVALID_MODIFIED_UTF7, line);
    }
  }

  /** RFC 2971 section 3.2: pairs of strings, or NIL. */
  private Map<String, String> id() {
    var fields = new LinkedHashMap<String, String>();
    if (line.takeNil()) {
      return fields;
    }
    line.need('(');
    line.skipSpaces();
    while (!line.take(')')) {
      String name = line.string();
      line.space();
      String value = line.nilOrString();
      line.skipSpaces();
      if (value != null) {
        fields.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return fields;
  }

  private Optional<Untagged> quotaRoot() {
    var mailbox = EncodedMailboxName.ofOctets(line.octets());
    var roots = new ArrayList<String>();
    while (!line.atEnd()) {
      roots.add(line.string());
    }
    return Optional.of(new Untagged.QuotaRootData(mailbox, roots));
  }

  /** RFC 7162 section 3.2.10; UIDs gone earlier are of no concern while a command runs. */
  private Optional<UidSet> vanished() {
    if (line.peek() == '(') {
      line.skipValue();
      line.skipSpaces();
      return Optional.empty();
    }
    return Optional.of(Numbers.uidSet(line));
  }
}
