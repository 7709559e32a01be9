package org.transhume.imap;

import java.util.EnumSet;
import java.util.Set;

/**
 * What to ask LIST for. Anything beyond the pattern needs LIST-EXTENDED (RFC 5258), and a status
 * LIST-STATUS (RFC 5819); {@link ImapConnection#discover} chooses what the server can do.
 *
 * @param pattern in the server's own encoding; {@code *} stands for everything, {@code %} for
 *     everything on one level
 * @param subscribedOnly only mailboxes that are subscribed
 * @param subscriptions whether to tell which are
 * @param specialUse whether to tell what they are for (RFC 6154)
 * @param status what to tell of each mailbox beside it
 */
public record ListQuery(
    String pattern,
    boolean subscribedOnly,
    boolean subscriptions,
    boolean specialUse,
    Set<StatusItem> status) {
  public ListQuery {
    status = Set.copyOf(status);
  }

  /** Names and attributes alone, as every server answers. */
  public static ListQuery plain(String pattern) {
    return new ListQuery(pattern, false, false, false, Set.of());
  }

  /** Everything, with subscriptions, special uses and a status. */
  public static ListQuery extended(Set<StatusItem> status) {
    return new ListQuery("*", false, true, true, status);
  }

  private boolean isExtended() {
    return subscribedOnly || subscriptions || specialUse || !status.isEmpty();
  }

  /** What stands between LIST and the reference name. */
  String selection() {
    return subscribedOnly ? " (SUBSCRIBED)" : "";
  }

  /** What stands behind the pattern. */
  String returns() {
    if (!isExtended()) {
      return "";
    }
    var options = new StringBuilder("CHILDREN");
    if (subscriptions) {
      options.append(" SUBSCRIBED");
    }
    if (specialUse) {
      options.append(" SPECIAL-USE");
    }
    if (!status.isEmpty()) {
      options.append(" STATUS ").append(list(status));
    }
    return " RETURN (" + options + ")";
  }

  /** The items as a command lists them. */
  static String list(Set<StatusItem> items) {
    var text = new StringBuilder("(");
    var ordered = EnumSet.noneOf(StatusItem.class);
    ordered.addAll(items);
    for (StatusItem item : ordered) {
      text.append(text.length() == 1 ? "" : " ").append(item.name());
    }
    return text.append(')').toString();
  }
}
