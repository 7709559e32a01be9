package org.transhume.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.engine.foldermap.FolderMap;
import org.transhume.engine.foldermap.FolderMapper;
import org.transhume.engine.foldermap.MapRule;
import org.transhume.engine.follow.SourceRenames;
import org.transhume.engine.follow.SourceRenames.Renamed;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.report.PassReport.FolderFollowed;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * Folders that were renamed at the source: their records follow, and their copies get the new name,
 * too, where they have it from the old one by the rules, nobody else's mail is in them, and nothing
 * stands there yet. Other copies keep their names. One thread.
 */
final class FollowedFolders {
  private final PassContext context;
  private final FolderList source;
  private final FolderList destination;
  private final List<Renamed> renamed;

  /** From where a copy stands to where it is to stand, parents before children. */
  private final Map<MailboxName, MailboxName> moves = new LinkedHashMap<>();

  /** Puts on record what was renamed at the source; nothing else is done before {@link #rename}. */
  FollowedFolders(
      PassContext context, FolderList source, List<ListedFolder> taken, FolderList destination) {
    this.context = context;
    this.source = source;
    this.destination = destination;
    this.renamed = new SourceRenames(context.source(), context.ledger()).follow(source);
    recognizeMoved();
    if (context.mode() != PassMode.VERIFY && context.options().map().outOf().isEmpty()) {
      decide(taken.stream().map(ListedFolder::name).collect(Collectors.toSet()));
    }
  }

  /**
   * A pass that was killed between renaming a copy and writing it down: the folder of that lifetime
   * stands where it would go now.
   */
  private void recognizeMoved() {
    List<PairRecord> missing =
        context.ledger().pairs().stream()
            .filter(pair -> destination.find(pair.destination().name()).isEmpty())
            .filter(pair -> source.find(pair.source().name()).isPresent())
            .toList();
    if (missing.isEmpty() || context.options().map().outOf().isPresent()) {
      return;
    }
    Set<MailboxName> taken =
        context.ledger().pairs().stream()
            .map(pair -> pair.destination().name())
            .collect(Collectors.toSet());
    Map<MailboxName, MailboxName> places =
        byRulesAlone(missing.stream().map(pair -> pair.source().name()).toList()).names();
    for (PairRecord pair : missing) {
      Optional<MailboxName> place = Optional.ofNullable(places.get(pair.source().name()));
      place
          .filter(name -> !taken.contains(name))
          .flatMap(destination::find)
          .flatMap(ListedFolder::status)
          .map(FolderStatus::uidValidity)
          .filter(pair.destination().uidValidity()::equals)
          .ifPresent(
              life ->
                  context
                      .ledger()
                      .rename(pair, pair.source(), new FolderKey(place.orElseThrow(), life)));
    }
  }

  private FolderMap byRulesAlone(Collection<MailboxName> names) {
    List<ListedFolder> folders =
        names.stream().map(name -> source.find(name).orElseGet(() -> asItWas(name))).toList();
    return new FolderMapper(context.options().map(), source, destination).map(folders);
  }

  private static ListedFolder asItWas(MailboxName name) {
    return new ListedFolder(name, true, false, Set.of(), Namespace.PERSONAL, Optional.empty());
  }

  private void decide(Set<MailboxName> taken) {
    if (renamed.isEmpty()) {
      return;
    }
    var names = new ArrayList<MailboxName>();
    renamed.forEach(each -> names.addAll(List.of(each.before(), each.now())));
    FolderMap map = byRulesAlone(names);
    Map<MailboxName, MailboxName> places = map.names();
    var wanted = new HashMap<MailboxName, MailboxName>();
    for (Renamed each : renamed) {
      MailboxName from = each.pair().destination().name();
      MailboxName to = places.get(each.now());
      boolean byRule = taken.contains(each.now()) && from.equals(places.get(each.before()));
      if (byRule && to != null && !isNamed(each.before(), map) && mayMove(each, from, to)) {
        wanted.put(from, to);
      }
    }
    wanted.keySet().stream()
        .sorted()
        .filter(from -> takesNothingElseAlong(from, wanted))
        .forEach(from -> moves.put(from, wanted.getOrDefault(from, from)));
  }

  /** A person said where its mail goes, and has not said otherwise. */
  private static boolean isNamed(MailboxName name, FolderMap map) {
    return map.find(name).filter(mapping -> mapping.rule() == MapRule.PAIR).isPresent();
  }

  private boolean mayMove(Renamed each, MailboxName from, MailboxName to) {
    Optional<ListedFolder> copy = destination.find(from).filter(ListedFolder::selectable);
    boolean isFree = !from.equals(to) && !from.isInbox() && destination.find(to).isEmpty();
    return isFree
        && copy.filter(folder -> folder.uses().isEmpty()).isPresent()
        && isOurs(each.pair());
  }

  private boolean isOurs(PairRecord record) {
    PairLedger pair = context.ledger().open(record);
    if (!pair.presentOf(Origin.ADOPTED).isEmpty()) {
      return false;
    }
    try (DestinationFolder folder = context.destination().open(record.destination().name())) {
      return folder.status().uidValidity().equals(record.destination().uidValidity())
          && folder.uids().await().minus(pair.takenAtDestination()).isEmpty();
    }
  }

  /** RENAME takes along what is below: all of it must go the same way. */
  private boolean takesNothingElseAlong(MailboxName from, Map<MailboxName, MailboxName> wanted) {
    String to = wanted.getOrDefault(from, from).text();
    return destination.folders().stream()
        .filter(folder -> from.isAncestorOf(folder.name()) && folder.selectable())
        .allMatch(
            folder ->
                Optional.ofNullable(wanted.get(folder.name()))
                    .filter(
                        place ->
                            place
                                .text()
                                .equals(to + folder.name().text().substring(from.text().length())))
                    .isPresent());
  }

  /** Where each folder of the source that is on record has its place, renamed ones the new one. */
  Map<MailboxName, MailboxName> places() {
    var places = new HashMap<MailboxName, MailboxName>();
    // A folder that was to go elsewhere has two: the younger one says where it is now.
    context.ledger().pairs().stream()
        .sorted(Comparator.comparingLong(pair -> pair.id().value()))
        .forEach(
            pair -> {
              MailboxName copy = pair.destination().name();
              places.put(pair.source().name(), moves.getOrDefault(copy, copy));
            });
    return places;
  }

  /** The destination's list as it is once the copies are renamed. */
  FolderList seen() {
    return new FolderList(
        destination.separator(),
        destination.prefix(),
        destination.folders().stream().map(this::seen).toList());
  }

  private ListedFolder seen(ListedFolder folder) {
    MailboxName to = moves.get(folder.name());
    // A subscription does not follow (RFC 9051 section 6.3.6).
    return to == null
        ? folder
        : new ListedFolder(
            to, folder.selectable(), false, folder.uses(), folder.namespace(), folder.status());
  }

  /** Where a folder stands that is seen at {@code place}: elsewhere as long as it is planned. */
  MailboxName standsAt(MailboxName place) {
    return context.mode() != PassMode.PLAN
        ? place
        : moves.entrySet().stream()
            .filter(move -> move.getValue().equals(place))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(place);
  }

  /**
   * Renames the copies and writes it down; in a plan the latter alone, which is forgotten. A copy
   * the server does not rename stays where it is.
   *
   * @return whether all was done
   */
  boolean rename() {
    boolean all = true;
    for (MailboxName from : List.copyOf(moves.keySet())) {
      Optional<MailboxName> above =
          moves.keySet().stream().filter(other -> other.isAncestorOf(from)).findFirst();
      // What is below went along, or stayed.
      if (above.isEmpty() && !renameNow(from)) {
        all = false;
        moves.keySet().removeIf(other -> other.equals(from) || from.isAncestorOf(other));
      }
    }
    for (PairRecord pair : context.ledger().pairs()) {
      MailboxName to = moves.get(pair.destination().name());
      if (to != null) {
        var key = new FolderKey(to, pair.destination().uidValidity());
        context.ledger().rename(pair, pair.source(), key);
      }
    }
    return all;
  }

  /**
   * The subscriptions that stayed with the old names of copies (RFC 9051 section 6.3.6). Those are
   * ours whose folder at the source is subscribed, now by the new name.
   *
   * @param subscribed folders of the source whose copies were subscribed to by their new names
   */
  List<MailboxName> subscriptionsLeft(Set<MailboxName> subscribed) {
    Set<MailboxName> now =
        context.ledger().pairs().stream()
            .filter(pair -> subscribed.contains(pair.source().name()))
            .map(pair -> pair.destination().name())
            .collect(Collectors.toSet());
    return moves.entrySet().stream()
        .filter(move -> now.contains(move.getValue()))
        .map(Map.Entry::getKey)
        .filter(before -> destination.find(before).filter(ListedFolder::subscribed).isPresent())
        .toList();
  }

  private boolean renameNow(MailboxName from) {
    if (context.mode() == PassMode.PLAN) {
      return true;
    }
    try {
      return context.destination().rename(from, moves.getOrDefault(from, from)).await();
    } catch (EndpointException e) {
      if (e.scope().compareTo(Scope.FOLDER) <= 0 && e.retry() == Retry.NEVER) {
        return false;
      }
      throw e; // Whether it was done shows in the next list.
    }
  }

  /** What to report: by its name now, where its mail stands. */
  List<FolderFollowed> report(Map<MailboxName, MailboxName> places) {
    var followed = new ArrayList<FolderFollowed>();
    for (Renamed each : renamed) {
      MailboxName place = places.get(each.now());
      if (place != null) {
        followed.add(new FolderFollowed(each.before(), each.now(), place));
      }
    }
    followed.sort(Comparator.comparing(FolderFollowed::now));
    return followed;
  }
}
