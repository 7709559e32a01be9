package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.MailboxName;

/** Whose mailboxes are where (RFC 2342). Each list may be empty and may hold several. */
public record Namespaces(
    List<Namespace> personal, List<Namespace> otherUsers, List<Namespace> shared) {
  public Namespaces {
    personal = List.copyOf(personal);
    otherUsers = List.copyOf(otherUsers);
    shared = List.copyOf(shared);
  }

  /**
   * One namespace.
   *
   * @param prefix what its names begin with, decoded, the separator included where there is one;
   *     often empty
   * @param separator {@link MailboxName#NO_SEPARATOR} for a flat one
   */
  public record Namespace(String prefix, char separator) {}

  static Namespaces parse(WireParser in, NameEncoding encoding) {
    var personal = group(in, encoding);
    var otherUsers = group(in, encoding);
    var shared = group(in, encoding);
    return new Namespaces(personal, otherUsers, shared);
  }

  private static List<Namespace> group(WireParser in, NameEncoding encoding) {
    in.skipSpaces();
    var group = new ArrayList<Namespace>();
    if (in.takeNil()) {
      return group;
    }
    in.need('(');
    in.skipSpaces();
    while (in.take('(')) {
      byte[] prefix = in.octets();
      in.space();
      String separator = in.nilOrString();
      while (!in.take(')')) { // namespace-response-extensions
        in.skipValue();
        in.skipSpaces();
      }
      in.skipSpaces();
      char levels =
          separator == null || separator.isEmpty() ? MailboxName.NO_SEPARATOR : separator.charAt(0);
      group.add(new Namespace(decode(prefix, levels, encoding), levels));
    }
    in.need(')');
    return group;
  }

  private static String decode(byte[] prefix, char separator, NameEncoding encoding) {
    return prefix.length == 0
        ? ""
        : EncodedMailboxName.ofOctets(prefix).decode(separator, encoding).text();
  }
}
