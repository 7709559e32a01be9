package org.transhume.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.transfer.FolderMapFile;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.foldermap.Into;
import org.transhume.engine.foldermap.Rename;
import org.transhume.engine.selection.FolderOrder;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.selection.SelectionRules.Kind;
import org.transhume.mail.SpecialUse;
import picocli.CommandLine.Option;

/** Which folders, and where they go. */
final class FolderOptions {
  private static final Set<SpecialUse> USES =
      EnumSet.of(
          SpecialUse.ARCHIVE,
          SpecialUse.DRAFTS,
          SpecialUse.JUNK,
          SpecialUse.SENT,
          SpecialUse.TRASH);

  private static final Map<String, Kind> KINDS =
      Map.of(
          "other-users", Kind.OTHER_USERS,
          "shared", Kind.SHARED,
          "flagged", Kind.FLAGGED_VIEW,
          "important", Kind.IMPORTANT_VIEW,
          "all", Kind.ALL_VIEW);

  @Option(
      names = "--folder",
      paramLabel = "NAME",
      description = "This folder, by its whole name. Can be given several times, as all of these.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--folder-tree",
      paramLabel = "NAME",
      description = "This folder and all below it.")
  private List<String> trees = new ArrayList<>();

  @Option(
      names = "--folder-use",
      paramLabel = "USE",
      split = ",",
      description =
          "Folders of this use and all below them: sent, drafts, trash, junk, archive. Known by"
              + " what the server says of them, then by their names in many languages.")
  private List<String> uses = new ArrayList<>();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description =
          "Folders whose whole name is like this, where * is any text and ? any character.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--include-regex",
      paramLabel = "REGEX",
      description = "Folders whose whole name matches this regular expression.")
  private List<String> includeRegex = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description =
          "Not the folders whose whole name is like this, whatever else selects them. They are"
              + " counted and listed.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--exclude-regex",
      paramLabel = "REGEX",
      description = "Not the folders whose whole name matches this regular expression.")
  private List<String> excludeRegex = new ArrayList<>();

  @Option(
      names = "--exclude-use",
      paramLabel = "USE",
      split = ",",
      description = "Not the folders of this use, such as trash,junk, nor what is below them.")
  private List<String> excludeUses = new ArrayList<>();

  @Option(names = "--exclude-empty", description = "Not the folders that hold no message.")
  private boolean excludeEmpty;

  @Option(
      names = "--first",
      paramLabel = "NAME",
      description =
          "Work on this folder before all others. Can be given several times, in that order.")
  private List<String> first = new ArrayList<>();

  @Option(
      names = "--last",
      paramLabel = "NAME",
      description = "Work on this folder behind all others.")
  private List<String> last = new ArrayList<>();

  @Option(
      names = "--also",
      paramLabel = "KIND",
      split = ",",
      description =
          "Also folders that are left out as they are not your own, or show mail that stands"
              + " elsewhere: other-users, shared, flagged, important, all.")
  private List<String> also = new ArrayList<>();

  @Option(
      names = "--subscribed-only",
      description = "Only folders with a subscription at the source, and INBOX.")
  private boolean subscribedOnly;

  @Option(
      names = "--automap",
      description =
          "Sent, Drafts, Trash, Junk and Archive go into the destination's own, whatever they are"
              + " called. So it is unless --no-automap is given.")
  private boolean automap;

  @Option(names = "--no-automap", description = "Every folder keeps its name.")
  private boolean noAutomap;

  @Option(
      names = "--map",
      paramLabel = "SOURCE=DEST",
      description =
          "This folder goes there, and its children with it: whole names, each in its own server's"
              + " separator. Can be given several times.")
  private Map<String, String> pairs = new LinkedHashMap<>();

  @Option(
      names = "--map-file",
      paramLabel = "FILE",
      description =
          "The same from a CSV file with the header source,destination (docs/FOLDERS.md).")
  private @Nullable Path mapFile;

  @Option(
      names = "--map-back",
      paramLabel = "FILE",
      description =
          "A file that --save-map kept, read the other way round: folders that were copied go back"
              + " to where they came from.")
  private @Nullable Path mapBack;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description =
          "All folders go below this one, INBOX too; then none goes where another of its kind is.")
  private @Nullable String into;

  @Option(
      names = "--historical",
      paramLabel = "NAME",
      description =
          "All folders go below INBOX.historical_data.NAME, in the destination's separator. Not"
              + " drafts, trash, spam, chat, quarantine or archive, which programs keep for"
              + " themselves.")
  private @Nullable String historical;

  @Option(
      names = "--out-of",
      paramLabel = "FOLDER",
      description =
          "Only this folder of the source and what is below it, which stands at the top then; it"
              + " is itself INBOX, unless it has a folder INBOX.")
  private @Nullable String outOf;

  @Option(
      names = "--rename",
      paramLabel = "REGEX=NAME",
      description =
          "Replaces what matches in the names folders would have at the destination; $1 is the"
              + " first group. Several are done one after another.")
  private Map<String, String> renames = new LinkedHashMap<>();

  /**
   * Which folders.
   *
   * @throws StopException if an option cannot be understood
   */
  SelectionRules selection() {
    boolean others =
        !(names.isEmpty()
            && trees.isEmpty()
            && uses.isEmpty()
            && include.isEmpty()
            && includeRegex.isEmpty());
    if (outOf != null && others) {
      throw StopException.usage(
          "--out-of takes that folder and what is below it: --exclude and its likes leave some of"
              + " it out, and no other option adds to it.");
    }
    return new SelectionRules(
        also.stream().map(FolderOptions::kind).collect(Collectors.toSet()),
        subscribedOnly,
        Set.copyOf(names),
        outOf == null ? Set.copyOf(trees) : Set.of(outOf),
        uses("--folder-use", uses),
        patterns(include, "--include-regex", includeRegex),
        patterns(exclude, "--exclude-regex", excludeRegex),
        uses("--exclude-use", excludeUses),
        excludeEmpty,
        new FolderOrder(first, last));
  }

  /**
   * Where they go.
   *
   * @throws StopException if it contradicts itself
   */
  FolderMapRules map() {
    if (automap && noAutomap) {
      throw StopException.usage("--automap and --no-automap exclude each other.");
    }
    var all = new LinkedHashMap<String, String>();
    if (mapFile != null) {
      all.putAll(FolderMapFile.read(mapFile));
    }
    if (mapBack != null) {
      FolderMapFile.read(mapBack).forEach((from, to) -> all.put(to, from));
    }
    all.putAll(pairs);
    try {
      return new FolderMapRules(
          !noAutomap,
          all,
          into(),
          Optional.ofNullable(outOf),
          renames.entrySet().stream()
              .map(each -> new Rename(each.getKey(), each.getValue()))
              .toList(),
          FolderMapRules.usual().destinationIgnoresCase());
    } catch (IllegalArgumentException e) {
      throw StopException.usage("The folders cannot be mapped so: " + e.getMessage() + ".");
    }
  }

  private Optional<Into> into() {
    boolean named = into != null && !into.isBlank();
    if (historical != null && named) {
      throw StopException.usage("--into and --historical exclude each other.");
    }
    if (historical != null) {
      return Optional.of(new Into.Historical(historical));
    }
    return Optional.ofNullable(into).filter(_ -> named).map(Into.Folder::new);
  }

  private static List<NamePattern> patterns(
      List<String> globs, String option, List<String> expressions) {
    return Stream.concat(
            globs.stream().map(NamePattern.Glob::new),
            expressions.stream().map(text -> expression(option, NamePattern.Regex::new, text)))
        .toList();
  }

  private static NamePattern expression(
      String option, Function<String, NamePattern> pattern, String text) {
    try {
      return pattern.apply(text);
    } catch (IllegalArgumentException e) {
      throw StopException.usage(option + " takes a regular expression. " + e.getMessage() + ".");
    }
  }

  private static Set<SpecialUse> uses(String option, List<String> words) {
    return words.stream().map(word -> use(option, word)).collect(Collectors.toSet());
  }

  private static SpecialUse use(String option, String word) {
    return USES.stream()
        .filter(use -> use.name().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                StopException.usage(
                    "%s knows %s, and not \"%s\"."
                        .formatted(
                            option,
                            USES.stream()
                                .map(use -> use.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                            word)));
  }

  private static Kind kind(String word) {
    Kind kind = KINDS.get(word.strip().toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw StopException.usage(
          "--also knows %s, and not \"%s\"."
              .formatted(KINDS.keySet().stream().sorted().collect(Collectors.joining(", ")), word));
    }
    return kind;
  }
}
