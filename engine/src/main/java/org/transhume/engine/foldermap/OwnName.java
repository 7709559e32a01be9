package org.transhume.engine.foldermap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.MailboxName;

/** Where a folder goes by its own name: below its parent's place. */
final class OwnName {
  private final Planning.Input input;
  private final Claims claims;
  private final LevelNames levelNames;
  private final Node node;
  private final @Nullable Node parent;
  private final LevelNames.Level level;
  private final MailboxName asItIs;
  private final boolean fits;
  private final MailboxName name;

  OwnName(Planning.Input input, Claims claims, Node node, @Nullable Node parent) {
    this.input = input;
    this.claims = claims;
    this.levelNames = new LevelNames(input.destination().separator());
    this.node = node;
    this.parent = parent;
    this.level = levelNames.write(node.path.last());
    this.asItIs = below(level.text());
    this.fits = isThereAsItStands();
    this.name = fits ? below(node.path.last()) : firstNotRefused();
  }

  MailboxName name() {
    return name;
  }

  MapRule rule() {
    boolean ofItself =
        parent == null || parent.rule == MapRule.SAME_NAME || parent.rule == MapRule.INBOX;
    return ofItself ? MapRule.SAME_NAME : MapRule.PARENT;
  }

  Set<NameChange> changes() {
    var changes = EnumSet.noneOf(NameChange.class);
    if (parent != null) {
      changes.addAll(parent.changes);
      if (input.destination().separator() == MailboxName.NO_SEPARATOR) {
        changes.add(NameChange.FLATTENED);
      }
    }
    if (!fits) {
      changes.addAll(level.changes());
      if (input.refused().contains(asItIs)) {
        changes.add(NameChange.REFUSED);
      }
    }
    return changes;
  }

  /** What stands at the destination need not be made fit for it. */
  private boolean isThereAsItStands() {
    String own = node.path.last();
    return !own.isEmpty()
        && own.indexOf(input.destination().separator()) < 0
        && claims.isListed(below(own));
  }

  /** The least changed one first; if the destination refused them all, the first, to fail again. */
  private MailboxName firstNotRefused() {
    String plain = levelNames.plain(node.path.last());
    var names = new ArrayList<>(List.of(asItIs, below(plain)));
    if (parent != null && parent.path.isInbox()) {
      // Some servers take no folder inside INBOX.
      names.add(atTop(Path.INBOX + levelNames.replacement() + plain));
    }
    names.add(below(levelNames.replacement() + plain));
    return names.stream()
        .filter(each -> !input.refused().contains(each))
        .findFirst()
        .orElse(asItIs);
  }

  private MailboxName below(String lastLevel) {
    if (parent == null) {
      return atTop(lastLevel);
    }
    char separator = input.destination().separator();
    char join = separator == MailboxName.NO_SEPARATOR ? levelNames.replacement() : separator;
    return new MailboxName(parent.destination().text() + join + lastLevel, separator);
  }

  private MailboxName atTop(String lastLevel) {
    return new MailboxName(
        input.destination().prefix() + lastLevel, input.destination().separator());
  }
}
