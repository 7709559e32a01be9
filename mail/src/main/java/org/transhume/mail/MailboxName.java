package org.transhume.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * The decoded name of a mailbox together with the hierarchy separator of the server it is on (RFC
 * 9051 section 5.1). {@code INBOX} is one name in any case and is kept in capitals; every other
 * name is taken as it stands, case included.
 *
 * @param text the whole name in Unicode, never empty
 * @param separator what parts the levels; {@link #NO_SEPARATOR} where the server has none (NIL)
 */
public record MailboxName(String text, char separator) implements Comparable<MailboxName> {
  /** The server's hierarchy is flat: LIST answered NIL. */
  public static final char NO_SEPARATOR = '\0';

  public MailboxName {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A mailbox has a name");
    }
    if (text.equalsIgnoreCase("INBOX")) {
      text = "INBOX";
    } else if (separator != NO_SEPARATOR
        && text.regionMatches(true, 0, "INBOX" + separator, 0, 6)) {
      text = "INBOX" + text.substring(5);
    }
  }

  /** The INBOX of a server with that separator. */
  public static MailboxName inbox(char separator) {
    return new MailboxName("INBOX", separator);
  }

  /** The name made of levels, outermost first. */
  public static MailboxName ofLevels(List<String> levels, char separator) {
    if (levels.size() > 1 && separator == NO_SEPARATOR) {
      throw new IllegalArgumentException("A flat server has no levels: " + levels);
    }
    return new MailboxName(String.join(String.valueOf(separator), levels), separator);
  }

  /** Whether this is INBOX itself. */
  public boolean isInbox() {
    return text.equals("INBOX");
  }

  /** The levels of the name, outermost first; empty levels ({@code A//B}) are kept. */
  public List<String> levels() {
    if (separator == NO_SEPARATOR) {
      return List.of(text);
    }
    var levels = new ArrayList<String>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      levels.add(text.substring(from, at));
      from = at + 1;
    }
    levels.add(text.substring(from));
    return List.copyOf(levels);
  }

  /** Whether {@code other} lies somewhere below this name. */
  public boolean isAncestorOf(MailboxName other) {
    return separator != NO_SEPARATOR && other.text.startsWith(text + separator);
  }

  @Override
  public int compareTo(MailboxName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
