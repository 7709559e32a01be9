package org.transhume.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.deletion.MovedMail;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.FolderMap;
import org.transhume.engine.foldermap.FolderMapper;
import org.transhume.engine.foldermap.Mapping;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.preflight.SameMailbox;
import org.transhume.engine.report.PassReport.FolderFollowed;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.engine.report.PassReport.FolderRenamed;
import org.transhume.engine.selection.LeftOutRule;
import org.transhume.engine.selection.Selection;
import org.transhume.mail.Abreast;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * Which folders a pass works through and where each goes: both sides' lists, the selection and the
 * folder map come together here, and the folders that are missing come into being.
 */
final class FolderPlan {
  /**
   * How often names that were refused are replaced by plainer ones: enough for a folder to run out
   * of them, and then for two parents above it.
   */
  private static final int NAMING_ROUNDS = 16;

  private static final String SUBSCRIPTION_REFUSED = "SUBSCRIPTION_REFUSED";

  private final PassContext context;
  private final MissingFolders missing;
  private final Subscribing subscribing;
  private final FolderList source;
  private FolderList destination;
  private final FollowedFolders followed;
  private final Selection selection;
  private FolderMapper mapper;
  private FolderMap map;

  private FolderPlan(PassContext context, FolderList source, FolderList destination) {
    this.context = context;
    this.missing = new MissingFolders(context);
    this.subscribing = new Subscribing(context);
    this.source = source;
    this.selection = Selection.of(source, context.options().selection());
    this.followed = new FollowedFolders(context, source, selection.taken(), destination);
    this.destination = followed.seen();
    this.mapper = mapper(followed.places());
    this.map = mapper.map(selection.taken());
    remap();
  }

  /**
   * Lists both sides and plans.
   *
   * @throws EndpointException if a side cannot be listed, both are the same mailbox, or a folder
   *     that was asked for by name is not there
   */
  static FolderPlan of(PassContext context) {
    Abreast<FolderList, FolderList> lists =
        Abreast.of(
            new Abreast.Making<>(context.source()::folders, _ -> {}),
            new Abreast.Making<>(context.destination()::folders, _ -> {}));
    FolderList source = lists.first();
    FolderList destination = lists.second();
    if (context.ledger().pairs().isEmpty() && !context.options().has(Choice.TWO_MAILBOXES)) {
      SameMailbox.refuse(context.source(), source, context.destination(), destination);
    }
    var plan = new FolderPlan(context, source, destination);
    plan.refuseOtherPlaces();
    if (!plan.selection.missing().isEmpty()) {
      throw new EndpointException(
          Problem.FOLDER_MISSING,
          Side.SOURCE,
          new Fault(Scope.FOLDER, Retry.NEVER),
          "looking for the folders asked for: " + String.join(", ", plan.selection.missing()),
          "");
    }
    return plan;
  }

  /**
   * What a person asks to be elsewhere goes there, where he says that what was copied may move, and
   * the destination can move it.
   */
  private void remap() {
    if (!context.options().has(Choice.REMAP)
        || context.mode() == PassMode.VERIFY
        || !MovedMail.isPossible(context.destination().abilities())) {
      return;
    }
    Map<MailboxName, MailboxName> places = new HashMap<>(followed.places());
    map.mappings().stream()
        .filter(Mapping::isAskedElsewhere)
        .forEach(mapping -> places.remove(mapping.source().name()));
    mapper = mapper(places);
    map = mapper.map(selection.taken());
  }

  /** What was copied would be copied a second time, to the other place. */
  private void refuseOtherPlaces() {
    String moves =
        map.mappings().stream()
            .filter(Mapping::isAskedElsewhere)
            .map(
                mapping ->
                    "%s is in %s, and would go to %s"
                        .formatted(
                            mapping.source().name(),
                            mapping.destination(),
                            mapping.wouldNowBe().orElseThrow()))
            .collect(Collectors.joining("; "));
    if (!moves.isEmpty()) {
      throw new EndpointException(
          Problem.MAPPED_ELSEWHERE,
          Side.DESTINATION,
          new Fault(Scope.ACCOUNT, Retry.NEVER),
          moves,
          "");
    }
  }

  /** Where earlier passes put each folder: there it stays. */
  private FolderMapper mapper(Map<MailboxName, MailboxName> earlier) {
    return new FolderMapper(context.options().map(), source, destination).before(earlier);
  }

  /** The folders of the source, all of them. */
  FolderList source() {
    return source;
  }

  /** The folders of the destination, by the names they have once those renamed are followed. */
  FolderList destination() {
    return destination;
  }

  /** The folders to work through, INBOX first unless a person wants another order. */
  List<FolderTask> tasks() {
    Comparator<ListedFolder> order = context.options().selection().order().comparator();
    return map.mappings().stream()
        .map(this::task)
        .sorted(Comparator.comparing(FolderTask::source, order))
        .toList();
  }

  private FolderTask task(Mapping mapping) {
    return new FolderTask(
        mapping.source(),
        mapping.destination(),
        followed.standsAt(mapping.destination()),
        destination.find(mapping.destination()).filter(ListedFolder::selectable));
  }

  /**
   * What is not taken, with the rule, and the folders whose mail is taken but not their
   * subscription; mere parents hold nothing that could be left out.
   */
  List<FolderLeftOut> leftOut() {
    var leftOut = new ArrayList<FolderLeftOut>();
    for (Selection.LeftOut left : selection.leftOut()) {
      if (left.rule() != LeftOutRule.NOT_SELECTABLE) {
        leftOut.add(
            new FolderLeftOut(
                left.folder().name().text(),
                left.rule().name() + (left.detail().isEmpty() ? "" : " " + left.detail()),
                left.folder().status().map(FolderStatus::messages).orElse(0L)));
      }
    }
    subscribing
        .refused()
        .forEach(
            (folder, cause) ->
                leftOut.add(
                    new FolderLeftOut(
                        folder.text(), SUBSCRIPTION_REFUSED + " " + cause.words(), 0)));
    return leftOut;
  }

  /** The folders whose names had to be changed for the destination. */
  List<FolderRenamed> renamed() {
    return map.mappings().stream()
        .filter(mapping -> !mapping.changes().isEmpty())
        .map(
            mapping ->
                new FolderRenamed(
                    mapping.source().name(), mapping.destination(), mapping.changes()))
        .toList();
  }

  /**
   * What is on record of folders that are no longer at the source, and that would be taken if they
   * were: what a rule leaves out is not gone.
   */
  List<PairRecord> gone() {
    var gone = new ArrayList<PairRecord>();
    for (PairRecord pair : context.ledger().pairs()) {
      MailboxName name = pair.source().name();
      boolean isThere = source.find(name).filter(ListedFolder::selectable).isPresent();
      boolean isLife =
          destination
              .find(pair.destination().name())
              .flatMap(ListedFolder::status)
              .filter(s -> s.uidValidity().equals(pair.destination().uidValidity()))
              .isPresent();
      if (!isThere && isLife && wouldBeTaken(name)) {
        gone.add(pair);
      }
    }
    return gone;
  }

  private boolean wouldBeTaken(MailboxName name) {
    var phantom =
        new ListedFolder(
            name, true, false, Set.of(), ListedFolder.Namespace.PERSONAL, Optional.empty());
    var folders = new ArrayList<ListedFolder>(source.folders());
    folders.removeIf(folder -> folder.name().equals(name));
    folders.add(phantom);
    var list = new FolderList(source.separator(), source.prefix(), folders);
    return Selection.of(list, context.options().selection()).taken().contains(phantom);
  }

  /** The folders that were renamed at the source. */
  List<FolderFollowed> followed() {
    return followed.report(map.names());
  }

  /**
   * Renames the copies of folders that were renamed at the source, makes the folders that are
   * missing at the destination and begins to subscribe as asked, all in one go. A name that is
   * refused is replaced by a plainer one.
   *
   * @return what went wrong, by the source's name
   */
  Map<MailboxName, EndpointException> makeFolders() {
    Map<MailboxName, EndpointException> refused = new LinkedHashMap<>();
    if (!followed.rename()) {
      destination = followed.seen();
      mapper = mapper(followed.places());
      map = mapper.map(selection.taken());
      remap();
    }
    if (context.mode() != PassMode.COPY) {
      return refused;
    }
    var names = new HashSet<MailboxName>();
    var made = new HashSet<MailboxName>();
    for (int round = 0; round < NAMING_ROUNDS; round++) {
      refused = missing.create(map, made);
      Set<MailboxName> unnameable = unnameable(refused);
      if (!names.addAll(unnameable)) {
        break;
      }
      map = mapper.without(names).map(selection.taken());
    }
    missing.record(destination);
    subscribing.begin(tasks(), refused.keySet());
    return refused;
  }

  private Set<MailboxName> unnameable(Map<MailboxName, EndpointException> refused) {
    var unnameable = new HashSet<MailboxName>();
    refused.forEach(
        (source, cause) -> {
          if (cause.problem() == Problem.FOLDER_NAME_REFUSED) {
            map.find(source).ifPresent(mapping -> unnameable.add(mapping.destination()));
          }
        });
    return unnameable;
  }

  /** Waits until it is known of all folders whether they are subscribed. */
  void awaitSubscriptions() {
    subscribing.await(followed);
  }

  /** How many messages the folders hold as far as the list told. */
  long messages() {
    return map.mappings().stream()
        .map(mapping -> mapping.source().status())
        .flatMap(Optional::stream)
        .mapToLong(FolderStatus::messages)
        .sum();
  }
}
