package org.transhume.engine.foldermap;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/** One run in which all folders find their places; {@link FolderMapper} says in which order. */
final class Planning {
  private final Input input;
  private final Map<String, MailboxName> before = new HashMap<>();
  private final Map<String, String> pairs = new HashMap<>();
  private final TreeMap<Path, Node> nodes = new TreeMap<>();
  private final Claims claims;
  private final LevelNames levelNames;
  private final Optional<Root> root;

  /**
   * What a run is about.
   *
   * @param refused names the destination would not create
   */
  record Input(
      FolderMapRules rules, FolderList source, FolderList destination, Set<MailboxName> refused) {
    Input {
      refused = Set.copyOf(refused);
    }

    Input without(Set<MailboxName> others) {
      return new Input(rules, source, destination, others);
    }

    /** What every name at the top begins with at the destination. */
    String top() {
      String prefix = destination.prefix();
      return rules
          .into()
          .map(into -> into.name(destination.separator(), prefix) + joint())
          .orElse(prefix);
    }

    /** What parts levels at the destination, even where it knows none. */
    private char joint() {
      char separator = destination.separator();
      return separator == MailboxName.NO_SEPARATOR
          ? new LevelNames(separator).replacement()
          : separator;
    }
  }

  Planning(Input input, Map<MailboxName, MailboxName> before) {
    this.input = input;
    this.claims = new Claims(input.destination(), input.rules().destinationIgnoresCase());
    this.levelNames = new LevelNames(input.destination().separator());
    before.forEach((from, to) -> this.before.put(from.text(), to));
    char separator = input.source().separator();
    this.root =
        input
            .rules()
            .outOf()
            .map(name -> new Root(new MailboxName(name, separator), input.source()));
    input
        .rules()
        .pairs()
        .forEach((from, to) -> pairs.put(new MailboxName(from, separator).text(), to));
  }

  /** Whether the folder can be mapped: not if it is outside the one that counts as the top. */
  boolean add(ListedFolder folder) {
    Optional<Path> path =
        root.isPresent() ? root.get().below(folder) : Optional.of(Path.of(folder, input.source()));
    path.ifPresent(there -> add(there, folder));
    return path.isPresent();
  }

  private void add(Path path, ListedFolder folder) {
    nodes.computeIfAbsent(path, _ -> new Node(path, folder.name().text())).folder = folder;
    addParents(path, folder.name());
  }

  private void addParents(Path path, MailboxName name) {
    List<String> levels = name.levels();
    for (int above = 1; above < path.depth(); above++) {
      Path parent = path.ancestor(above);
      var parentName =
          String.join(String.valueOf(name.separator()), levels.subList(0, levels.size() - above));
      nodes.computeIfAbsent(parent, _ -> new Node(parent, parentName));
    }
  }

  /** All folders with their places, mere parents included, in the order of paths. */
  Collection<Node> run() {
    nodes.values().forEach(this::stayAsBefore);
    nodes.values().forEach(this::goWhereAPersonSaid);
    takeInbox();
    nodes.descendingMap().values().forEach(this::stayWithChildrenFromBefore);
    if (input.rules().automap() && input.rules().into().isEmpty()) {
      var here = new Roles(input.source());
      var there = new Roles(input.destination());
      KnownNames.USES.forEach(use -> goToOwnKind(use, here, there));
    }
    int deepest = nodes.keySet().stream().mapToInt(Path::depth).max().orElse(0);
    for (int depth = 1; depth <= deepest; depth++) {
      goByName(depth);
    }
    return nodes.values();
  }

  /**
   * The places of mere parents, which are to be made, of folders that are left with a refused name
   * since they have run out of others. The nearest whose own name was not refused yet.
   */
  Set<MailboxName> parentsToBlame() {
    var places = new HashSet<MailboxName>();
    for (Node node : nodes.values()) {
      if (node.folder != null && node.rule != MapRule.BEFORE && isRefused(node)) {
        parentToBlame(node).ifPresent(parent -> places.add(parent.destination()));
      }
    }
    return places;
  }

  private boolean isRefused(Node node) {
    return input.refused().contains(node.destination());
  }

  private Optional<Node> parentToBlame(Node node) {
    for (int up = 1; up < node.path.depth(); up++) {
      Node parent = nodes.get(node.path.ancestor(up));
      if (parent == null
          || parent.folder != null
          || claims.isListed(parent.destination())
          || !parent.destination().isAncestorOf(node.destination())) {
        return Optional.empty();
      }
      if (!isRefused(parent)) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }

  private void stayAsBefore(Node node) {
    MailboxName place = before.get(node.source);
    if (place != null) {
      put(node, place, MapRule.BEFORE);
    }
  }

  private void goWhereAPersonSaid(Node node) {
    String place = pairs.get(node.source);
    if (place != null && node.place == null) {
      putOrNumber(node, new MailboxName(place, input.destination().separator()), MapRule.PAIR);
    } else if (node.place == null && node.folder != null) {
      rename(node);
    }
  }

  /** By the name it would have if it were mapped alone, its levels written one by one. */
  private void rename(Node node) {
    var changes = EnumSet.noneOf(NameChange.class);
    String levels =
        node.path.levels().stream()
            .map(levelNames::write)
            .peek(level -> changes.addAll(level.changes()))
            .map(LevelNames.Level::text)
            .collect(Collectors.joining(String.valueOf(input.joint())));
    boolean keepsPlace = node.path.isInbox() && input.rules().into().isEmpty();
    String name = keepsPlace ? Path.INBOX : input.top() + levels;
    String renamed = name;
    for (Rename each : input.rules().renames()) {
      renamed = each.apply(renamed);
    }
    if (!renamed.equals(name) && !renamed.isBlank()) {
      node.changes.addAll(changes);
      putOrNumber(node, new MailboxName(renamed, input.destination().separator()), MapRule.RENAMED);
    }
  }

  private void takeInbox() {
    var inbox = MailboxName.inbox(input.destination().separator());
    if (input.rules().into().isPresent()) {
      claims.take(inbox);
      return;
    }
    nodes.values().stream()
        .filter(node -> node.path.isInbox() && node.place == null && claims.isFree(inbox))
        .forEach(node -> put(node, inbox, MapRule.INBOX));
    // Nobody else comes into INBOX by chance, even where the source's own is not taken.
    claims.take(inbox);
  }

  /**
   * A mere parent has no mail and is remembered by nobody: if it had got a number, or a plainer
   * name, the children that an earlier pass mapped tell.
   */
  private void stayWithChildrenFromBefore(Node parent) {
    if (parent.place != null || parent.folder != null) {
      return;
    }
    nodes.tailMap(parent.path, false).values().stream()
        .takeWhile(node -> parent.path.isAncestorOf(node.path))
        .filter(node -> node.path.depth() == parent.path.depth() + 1)
        .filter(child -> child.rule == MapRule.BEFORE)
        .flatMap(child -> placeAbove(child, parent).stream())
        .findFirst()
        .filter(claims::isFree)
        .ifPresent(place -> put(parent, place, MapRule.BEFORE));
  }

  private Optional<MailboxName> placeAbove(Node child, Node parent) {
    List<String> levels = child.destination().levels();
    if (levels.size() < 2 || !levels.getLast().equals(levelNames.write(child.path.last()).text())) {
      return Optional.empty();
    }
    String above = levels.get(levels.size() - 2);
    String own = parent.path.last();
    boolean isOwn =
        above.startsWith(levelNames.write(own).text())
            || above.startsWith(levelNames.tidy(own).text())
            || above.endsWith(levelNames.plain(own));
    return isOwn
        ? Optional.of(
            MailboxName.ofLevels(
                levels.subList(0, levels.size() - 1), child.destination().separator()))
        : Optional.empty();
  }

  private void goToOwnKind(SpecialUse use, Roles source, Roles destination) {
    Optional<Roles.Role> here = source.of(use);
    Optional<Roles.Role> there = destination.of(use);
    if (here.isEmpty() || there.isEmpty() || !claims.isFree(there.get().name())) {
      return;
    }
    boolean told = here.get().told() && there.get().told();
    nodes.values().stream()
        .filter(node -> node.source.equals(here.get().name().text()) && node.place == null)
        .forEach(
            node -> put(node, there.get().name(), told ? MapRule.SPECIAL_USE : MapRule.KNOWN_NAME));
  }

  /**
   * First those whose very name stands at the destination, then all that find their own name free,
   * so that no number and no plainer name takes the name of another.
   */
  private void goByName(int depth) {
    var open = new LinkedHashMap<Node, OwnName>();
    for (Node node : nodes.values()) {
      if (node.path.depth() == depth && node.place == null) {
        Node parent = depth == 1 ? null : nodes.get(node.path.ancestor(1));
        var own = new OwnName(input, claims, node, parent);
        node.rule = own.rule();
        node.changes = own.changes();
        open.put(node, own);
      }
    }
    open.entrySet()
        .removeIf(
            each ->
                each.getValue().standsThere()
                    && putIfFree(each.getKey(), each.getValue().natural()));
    open.entrySet()
        .removeIf(
            each ->
                !each.getValue().wasRefused()
                    && putIfFree(each.getKey(), each.getValue().natural()));
    open.forEach(this::goElsewhere);
  }

  private boolean putIfFree(Node node, MailboxName wanted) {
    MailboxName place = claims.spelling(wanted);
    boolean free = claims.isFree(place);
    if (free) {
      put(node, place, node.rule);
    }
    return free;
  }

  /**
   * Its own name is given away, or refused: by a server that takes it for another's, or as such.
   */
  private void goElsewhere(Node node, OwnName own) {
    MailboxName wanted = own.natural();
    if (own.wasRefused() && (!claims.looksLikeTaken(wanted) || isNoMatterOfLooks(wanted))) {
      wanted = own.plainer();
      node.changes.addAll(own.changesOf(wanted));
    }
    if (own.wasRefused() && claims.looksLikeTaken(wanted)) {
      putNumbered(node, wanted, node.rule);
    } else {
      putOrNumber(node, wanted, node.rule);
    }
  }

  /** With a number behind it the name looks like no other, and was refused all the same. */
  private boolean isNoMatterOfLooks(MailboxName wanted) {
    return input.refused().contains(numbered(wanted, 2))
        && input.refused().contains(numbered(wanted, 3));
  }

  private static MailboxName numbered(MailboxName name, int number) {
    return new MailboxName(name + " (" + number + ")", name.separator());
  }

  private void putOrNumber(Node node, MailboxName wanted, MapRule rule) {
    MailboxName place = claims.spelling(wanted);
    if (claims.isFree(place)) {
      put(node, place, rule);
    } else {
      putNumbered(node, wanted, rule);
    }
  }

  private void putNumbered(Node node, MailboxName wanted, MapRule rule) {
    node.changes.add(NameChange.CLASH);
    MailboxName place;
    int number = 2;
    do {
      place = claims.spelling(numbered(wanted, number));
      number++;
    } while (!claims.isFree(place) || input.refused().contains(place));
    put(node, place, rule);
  }

  private void put(Node node, MailboxName place, MapRule rule) {
    node.place = place;
    node.rule = rule;
    claims.take(place);
  }
}
