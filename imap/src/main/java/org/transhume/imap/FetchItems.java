package org.transhume.imap;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What to ask of each message: items, and at most one body section. */
public record FetchItems(Set<FetchItem> items, Optional<BodySection> body) {
  public FetchItems {
    items = Set.copyOf(items);
  }

  /** Items alone. */
  public static FetchItems of(FetchItem... items) {
    return new FetchItems(Set.of(items), Optional.empty());
  }

  /** The same items and a body. */
  public FetchItems withBody(BodySection section) {
    return new FetchItems(items, Optional.of(section));
  }

  /** The list a command names; the UID first, so that it is known before the body comes. */
  String wire() {
    var text = new StringBuilder("(UID");
    var ordered = EnumSet.noneOf(FetchItem.class);
    ordered.addAll(items);
    for (FetchItem item : ordered) {
      text.append(' ').append(item.wire());
    }
    body.ifPresent(section -> text.append(' ').append(section.wire()));
    return text.append(')').toString();
  }

  int bits() {
    int bits = 0;
    for (FetchItem item : items) {
      bits |= item.bit();
    }
    return bits;
  }
}
