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
  private final LevelNames levelNames;
  private final Node node;
  private final @Nullable Node parent;
  private final LevelNames.Level level;
  private final MailboxName natural;
  private final boolean standsThere;

  OwnName(Planning.Input input, Claims claims, Node node, @Nullable Node parent) {
    this.input = input;
    this.levelNames = new LevelNames(input.destination().separator());
    this.node = node;
    this.parent = parent;
    String own = node.path.last();
    boolean fits = !own.isEmpty() && own.indexOf(input.destination().separator()) < 0;
    // What stands at the destination need not be made fit for it.
    boolean fitsAsItIs = fits && claims.isListed(below(own));
    this.level = fitsAsItIs ? new LevelNames.Level(own, Set.of()) : levelNames.write(own);
    this.natural = below(level.text());
    this.standsThere = claims.isListed(natural);
  }

  /** The name with as little changed as can be. */
  MailboxName natural() {
    return natural;
  }

  /** Whether the destination has a folder of exactly that name. */
  boolean standsThere() {
    return standsThere;
  }

  boolean wasRefused() {
    return !standsThere && input.refused().contains(natural);
  }

  /**
   * The next best that the destination has not refused; if none is left, to fail again, the best.
   */
  MailboxName plainer() {
    String own = node.path.last();
    String plain = levelNames.plain(own);
    var names = new ArrayList<>(List.of(tidy(), below(plain)));
    if (parent != null && parent.path.isInbox()) {
      // Some servers take no folder inside INBOX.
      names.add(atTop(Path.INBOX + levelNames.replacement() + plain));
    }
    names.add(below(levelNames.replacement() + plain));
    return names.stream()
        .filter(each -> !input.refused().contains(each))
        .findFirst()
        .orElse(natural);
  }

  private MailboxName tidy() {
    return below(levelNames.tidy(node.path.last()).text());
  }

  MapRule rule() {
    if (input.rules().into().isPresent() && (parent == null || parent.rule == MapRule.INTO)) {
      return MapRule.INTO;
    }
    boolean ofItself =
        parent == null || parent.rule == MapRule.SAME_NAME || parent.rule == MapRule.INBOX;
    return ofItself ? MapRule.SAME_NAME : MapRule.PARENT;
  }

  /** What the natural name has changed, the parents' names included. */
  Set<NameChange> changes() {
    var changes = EnumSet.noneOf(NameChange.class);
    changes.addAll(level.changes());
    if (parent != null) {
      changes.addAll(parent.changes);
      if (input.destination().separator() == MailboxName.NO_SEPARATOR) {
        changes.add(NameChange.FLATTENED);
      }
    }
    return changes;
  }

  /** What {@code place}, one of the plainer names, has changed beyond the natural one. */
  Set<NameChange> changesOf(MailboxName place) {
    var changes = EnumSet.of(NameChange.REFUSED);
    if (place.equals(tidy())) {
      changes.addAll(levelNames.tidy(node.path.last()).changes());
    }
    return changes;
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
    return new MailboxName(input.top() + lastLevel, input.destination().separator());
  }
}
