package org.transhume.engine.foldermap;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * Decides the map of folders. The same input gives the same map, in whatever order the servers list
 * their folders. In this order folders choose their places:
 *
 * <ol>
 *   <li>those that an earlier pass has mapped stay where they are: neither folders that are added
 *       later nor a folder that appears at the destination ever move them;
 *   <li>those a person named;
 *   <li>INBOX;
 *   <li>with automap, Sent, Drafts, Trash, Junk and Archive, where the destination has such a
 *       folder;
 *   <li>all others, parents before children, by name.
 * </ol>
 *
 * <p>A child goes where its parent went. Whoever finds the place given away gets a number behind
 * the name, the lowest that is free: {@code Work (2)}.
 */
public final class FolderMapper {
  private final Planning.Input input;
  private final Map<MailboxName, MailboxName> before;
  private final Roles here;
  private final Roles there;

  /** A mapper for a transfer that no pass has been made of. */
  public FolderMapper(FolderMapRules rules, FolderList source, FolderList destination) {
    this(new Planning.Input(rules, source, destination, Set.of()), Map.of());
  }

  private FolderMapper(Planning.Input input, Map<MailboxName, MailboxName> before) {
    this.input = input;
    this.before = Map.copyOf(before);
    this.here = new Roles(input.source());
    this.there = new Roles(input.destination());
  }

  /** With what earlier passes have mapped, from source to destination name: it stays so. */
  public FolderMapper before(Map<MailboxName, MailboxName> earlier) {
    return new FolderMapper(input, earlier);
  }

  /**
   * Without names that the destination refused to create: plainer ones are used in their place.
   * Names a person chose are tried as they are.
   */
  public FolderMapper without(Set<MailboxName> refused) {
    return new FolderMapper(input.without(refused), before);
  }

  /**
   * The map of {@code taken}, folders of the source. Those that cannot hold messages are not in it:
   * they come into being as parents.
   *
   * @throws IllegalArgumentException if one is outside the folder that counts as the top
   */
  public FolderMap map(List<ListedFolder> taken) {
    Map<String, MailboxName> otherwise = withoutEarlierPasses();
    return new FolderMap(
        plan(taken).stream()
            .filter(node -> node.folder != null)
            .map(node -> mapping(node, otherwise))
            .toList());
  }

  /**
   * Nobody creates a mere parent by itself: where no name below one was good enough, it is its own
   * that is refused.
   */
  private Collection<Node> plan(List<ListedFolder> taken) {
    var refused = new HashSet<>(input.refused());
    Planning planning;
    Collection<Node> nodes;
    do {
      planning = new Planning(input.without(refused), before);
      for (ListedFolder folder : taken) {
        if (folder.selectable() && !planning.add(folder)) {
          throw new IllegalArgumentException(
              folder.name() + " is not below " + input.rules().outOf().orElseThrow());
        }
      }
      nodes = planning.run();
    } while (refused.addAll(planning.parentsToBlame()));
    return nodes;
  }

  /** Where the folders of earlier passes would go by the rules alone, and none but they. */
  private Map<String, MailboxName> withoutEarlierPasses() {
    var planning = new Planning(input, Map.of());
    for (MailboxName name : before.keySet()) {
      planning.add(
          input
              .source()
              .find(name)
              .orElseGet(
                  () ->
                      new ListedFolder(
                          name, true, false, Set.of(), Namespace.PERSONAL, Optional.empty())));
    }
    var names = new HashMap<String, MailboxName>();
    planning.run().forEach(node -> names.put(node.source, node.destination()));
    return names;
  }

  private Mapping mapping(Node node, Map<String, MailboxName> otherwise) {
    MailboxName name = node.destination();
    Optional<ListedFolder> existing = input.destination().find(name);
    Optional<MailboxName> wouldNowBe =
        Optional.ofNullable(otherwise.get(node.source))
            .filter(_ -> node.rule == MapRule.BEFORE)
            .filter(other -> !other.equals(name));
    return new Mapping(
        Objects.requireNonNull(node.folder),
        name,
        node.rule,
        existing.filter(ListedFolder::selectable).isPresent(),
        existing.isPresent() ? useThere(existing.get()) : useToAskFor(node),
        node.changes,
        wouldNowBe,
        wouldNowBe.isPresent() && isAskedElsewhere(node.folder.name(), name));
  }

  /**
   * Whether a person names a place for the folder, for one above it or for all, and {@code place}
   * has nothing of it. A place that has is where he asked for it, in words the server could take.
   */
  private boolean isAskedElsewhere(MailboxName folder, MailboxName place) {
    Optional<String> asked =
        input.rules().pairs().entrySet().stream()
            .filter(pair -> isOrHolds(new MailboxName(pair.getKey(), folder.separator()), folder))
            .max(Comparator.comparingInt(pair -> pair.getKey().length()))
            .map(Map.Entry::getValue)
            .or(
                () ->
                    input
                        .rules()
                        .into()
                        .map(into -> into.name(place.separator(), input.destination().prefix())));
    return asked.filter(text -> !place.text().contains(text)).isPresent();
  }

  private static boolean isOrHolds(MailboxName named, MailboxName folder) {
    return named.equals(folder) || named.isAncestorOf(folder);
  }

  private Optional<SpecialUse> useThere(ListedFolder existing) {
    return existing.uses().stream()
        .sorted()
        .findFirst()
        .or(() -> there.of(existing.name()).map(Roles.Role::use));
  }

  /** A new folder is for what the source's was for, unless the destination has one for that. */
  private Optional<SpecialUse> useToAskFor(Node node) {
    return here.of(Objects.requireNonNull(node.folder).name())
        .filter(role -> input.rules().automap() || role.told())
        .map(Roles.Role::use)
        .filter(use -> there.of(use).isEmpty());
  }
}
