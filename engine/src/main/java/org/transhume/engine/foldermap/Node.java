package org.transhume.engine.foldermap;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;

/** One folder of the source, or a mere parent of some, on its way to its place. */
final class Node {
  final Path path;

  /**
   * Its whole name at the source; empty for the mere parent of a name that begins with a separator.
   */
  final String source;

  /** Null for a mere parent. */
  @Nullable ListedFolder folder;

  /** Null until it has found one. */
  @Nullable MailboxName place;

  MapRule rule = MapRule.SAME_NAME;
  Set<NameChange> changes = EnumSet.noneOf(NameChange.class);

  Node(Path path, String source) {
    this.path = path;
    this.source = source;
  }

  MailboxName destination() {
    return Objects.requireNonNull(place, "Every folder has a place when the planning has run");
  }
}
