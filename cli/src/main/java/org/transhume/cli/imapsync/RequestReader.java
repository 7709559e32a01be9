package org.transhume.cli.imapsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.PasswordSource;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.transfer.MailChoice;
import org.transhume.cli.transfer.Pacing;
import org.transhume.cli.transfer.RepairWords;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.TransferRequest.Care;
import org.transhume.cli.transfer.TransferRequest.Kept;
import org.transhume.engine.PassMode;
import org.transhume.engine.dates.DateRepair;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.GoneFolderRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.foldermap.Into;
import org.transhume.engine.pace.Hours;
import org.transhume.engine.pace.PaceRules;
import org.transhume.engine.pace.SideRules;
import org.transhume.engine.selection.DateWindow;
import org.transhume.engine.selection.FolderOrder;
import org.transhume.engine.selection.MessageRules;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.selection.SelectionRules.Kind;
import org.transhume.mail.Flags;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.Secret;

/** Makes a request of an imapsync command line. */
final class RequestReader {
  private final Arguments arguments;
  private final Program program;

  RequestReader(Arguments arguments, Program program) {
    this.arguments = arguments;
    this.program = program;
  }

  /**
   * The request.
   *
   * @throws StopException if it is not complete or asks for what is not done
   */
  TransferRequest request() {
    checkWordsThatChangeNothing();
    var mail = new MailChoice(folders(), messages(), map(), arguments.isSet("skipcrossduplicates"));
    Passwords passwords = program.passwords();
    var first = new SideReader(arguments, 1);
    var second = new SideReader(arguments, 2);
    // At once: nothing else may read the pipes, and what they hold is not to wait there.
    Optional<Secret> password1 = ofPipe(first, passwords);
    Optional<Secret> password2 = ofPipe(second, passwords);
    Account source = first.account(passwords, password1, program.environment());
    Account destination = second.account(passwords, password2, program.environment());
    var care =
        new Care(
            false,
            false,
            arguments.isSet("copy-missing-again"),
            arguments.isSet("subscribeall"),
            arguments.isSet("two-mailboxes"),
            false,
            false,
            Care.USUAL.lanes(),
            dates(),
            RepairWords.repairs(
                arguments
                    .last("repair")
                    .map(words -> List.of(words.split(",")))
                    .orElse(List.of())));
    return new TransferRequest(
        arguments.isSet("dry") ? PassMode.PLAN : PassMode.COPY,
        source,
        destination,
        mail,
        care,
        deletions(),
        pacing(),
        arguments.last("state").map(Path::of).orElseGet(program::state),
        Kept.NOTHING);
  }

  /**
   * Words that ask for what is so anyway, and are mistakes with any other value.
   *
   * @throws StopException if one has another
   */
  private void checkWordsThatChangeNothing() {
    for (String signal : arguments.all("sigexit")) {
      if (!signal.toUpperCase(Locale.ROOT).matches("(SIG)?(INT|TERM|HUP)")) {
        throw StopException.usage(
            "--sigexit takes INT, TERM and HUP, which stop a run anyway, and no other signal.");
      }
    }
    for (String option : List.of("ssl1_ssl_version", "ssl2_ssl_version")) {
      if (!arguments.last(option).orElse("SSLv23").matches("(?i).*(SSLv23|TLSv1_?[23]).*")) {
        throw StopException.usage(
            "--%s takes TLSv1_2 or TLSv1_3: what is older is not spoken.".formatted(option));
      }
    }
    if (arguments.isSet("delete") && !arguments.all("regexflag").isEmpty()) {
      throw StopException.usage(
          "--regexflag together with --delete1 is refused: what is removed at host1 is compared"
              + " with what was copied, flags included. Use one of them.");
    }
  }

  private DateRepair dates() {
    return arguments.isSet("idatefromheader")
        ? DateRepair.ALL_FROM_SENT
        : RepairWords.dates(arguments.last("repair-dates"));
  }

  /** Deletion is the safe form: never what Transhume did not put there. */
  private DeletionRules deletions() {
    if (arguments.isSet("delete") && (arguments.isSet("delete2") || arguments.isSet("mirror"))) {
      throw StopException.usage(
          "--delete1 together with --delete2 or --mirror is refused: a message removed at host1"
              + " after it was copied would then be gone there. Use one of them.");
    }
    boolean mirror = arguments.isSet("mirror");
    if (mirror && !arguments.isSet("yes") && !arguments.isSet("dry")) {
      throw StopException.usage(
          "--mirror removes for ever whatever is at host2 and not at host1: see what goes by --dry"
              + " --mirror, then add --yes.");
    }
    return DeletionRules.NONE
        .with(RemovalReason.NOT_AT_SOURCE, mirror)
        .with(RemovalReason.DUPLICATE, arguments.isSet("delete2duplicates"))
        .withNewMail(arguments.isSet("delete-new-mail"))
        .with(RemovalReason.COPIED, arguments.isSet("delete"))
        .with(RemovalReason.GONE_AT_SOURCE, arguments.isSet("delete2"))
        .withFolders(goneFolders())
        .withMany(arguments.isSet("delete-many"));
  }

  /** Its expressions stand between slashes; either of them asks for the removal, too. */
  private Optional<GoneFolderRules> goneFolders() {
    Optional<String> only = arguments.last("delete2foldersonly");
    Optional<String> butNot = arguments.last("delete2foldersbutnot");
    boolean asked = arguments.isSet("delete2folders") || only.isPresent() || butNot.isPresent();
    boolean seenOtherwise =
        !arguments.flag("subscribe").orElse(true) || Naming.of(arguments, 2).isGiven();
    if (asked && seenOtherwise) {
      throw StopException.usage(
          "--delete2folders together with --nosubscribe, --prefix2, --sep2 or --domino2 is refused:"
              + " folders are removed only where host2 is seen as it is. Remove them in another"
              + " run.");
    }
    return asked
        ? Optional.of(
            new GoneFolderRules(
                pattern("--delete2foldersonly", only), pattern("--delete2foldersbutnot", butNot)))
        : Optional.empty();
  }

  private static List<NamePattern> pattern(String option, Optional<String> perl) {
    return patterns(option, perl.map(text -> PerlMatch.read(option, text)).stream().toList());
  }

  /** imapsync's limits are those of the whole transfer, which passes the source. */
  private Pacing pacing() {
    return new Pacing(
        new PaceRules(
            new SideRules(
                octets("maxbytespersecond"),
                octets("maxbytesafter").orElse(0),
                number("maxmessagespersecond")
                    .map(OptionalDouble::of)
                    .orElseGet(OptionalDouble::empty),
                OptionalLong.empty()),
            SideRules.FREE,
            Hours.all(),
            octets("exitwhenover"),
            PaceRules.USUAL_PATIENCE),
        OptionalInt.empty(),
        OptionalInt.empty(),
        arguments.isSet("wait"),
        arguments.isSet("now"));
  }

  /** At least one, where imapsync takes fractions. */
  private OptionalLong octets(String option) {
    return number(option)
        .map(bytes -> OptionalLong.of(Math.max(1, bytes.longValue())))
        .orElseGet(OptionalLong::empty);
  }

  private static Optional<Secret> ofPipe(SideReader side, Passwords passwords) {
    List<PasswordSource.Descriptor> descriptor = side.descriptor();
    return descriptor.isEmpty()
        ? Optional.empty()
        : Optional.of(passwords.fetch(descriptor.getFirst()));
  }

  /** imapsync adds up what it is told to take; here a subscription is needed beside a name. */
  private SelectionRules folders() {
    List<String> names = decoded("folder");
    List<String> trees = decoded("folderrec");
    List<String> include = decoded("include");
    boolean subscribed = arguments.isSet("subscribed");
    if (subscribed && !(names.isEmpty() && trees.isEmpty() && include.isEmpty())) {
      throw StopException.usage(
          "--subscribed together with --folder, --folderrec or --include is not supported: take the"
              + " subscribed folders in one run and the others in another.");
    }
    Optional<String> outOf = outOf();
    if (outOf.isPresent() && !(names.isEmpty() && trees.isEmpty() && include.isEmpty())) {
      throw StopException.usage(
          "--subfolder1 together with --folder, --folderrec or --include is not supported: it takes"
              + " that folder and what is below it; --exclude leaves some of it out.");
    }
    List<String> exclude = arguments.isSet("noexclude") ? List.of() : decoded("exclude");
    return new SelectionRules(
        also(),
        subscribed,
        Set.copyOf(names),
        outOf.map(Set::of).orElseGet(() -> Set.copyOf(trees)),
        Set.of(),
        patterns("--include", include),
        patterns("--exclude", exclude),
        Set.of(),
        arguments.isSet("skipemptyfolders") && !asksForFoldersAlone(),
        new FolderOrder(decoded("folderfirst"), decoded("folderlast")));
  }

  /**
   * Of Gmail as a source all mail is taken, as imapsync does it: what was archived stands nowhere
   * else. Without --skipcrossduplicates only where Gmail itself makes one message of them again.
   */
  private Set<Kind> also() {
    boolean once = arguments.isSet("skipcrossduplicates") || arguments.isSet("gmail2");
    return arguments.isSet("gmail1") && once ? Set.of(Kind.ALL_VIEW) : Set.of();
  }

  /** There no folder has messages as far as the pass can see. */
  private boolean asksForFoldersAlone() {
    return arguments.isSet("justfolders") || arguments.isSet("justautomap");
  }

  private static List<NamePattern> patterns(String option, List<String> expressions) {
    try {
      return expressions.stream().<NamePattern>map(NamePattern.Containing::new).toList();
    } catch (IllegalArgumentException e) {
      throw StopException.usage(option + " takes a regular expression. " + e.getMessage() + ".");
    }
  }

  /** Sizes are octets, ages are days; what is as large or as small as said is left out too. */
  private MessageRules messages() {
    Optional<String> search = arguments.last("search1").or(() -> arguments.last("search"));
    try {
      return new MessageRules(
          DateWindow.always(),
          age("maxage"),
          age("minage"),
          largest(),
          size("minsize", 1),
          Flags.none(),
          Flags.none(),
          search.map(SearchKeys::new));
    } catch (IllegalArgumentException e) {
      throw StopException.usage("Nothing can be selected so: " + e.getMessage() + ".");
    }
  }

  private Optional<Duration> age(String option) {
    return number(option).map(days -> Duration.ofSeconds((long) (days * 86_400)));
  }

  private OptionalLong size(String option, int more) {
    Optional<Double> bytes = number(option);
    return bytes.isPresent()
        ? OptionalLong.of(bytes.get().longValue() + more)
        : OptionalLong.empty();
  }

  /** The smaller one of what --maxsize leaves and what --appendlimit lets pass. */
  private OptionalLong largest() {
    OptionalLong taken = size("maxsize", -1);
    OptionalLong bearable = size("appendlimit", 0);
    return taken.isPresent() && bearable.isPresent()
        ? OptionalLong.of(Math.min(taken.getAsLong(), bearable.getAsLong()))
        : OptionalLong.of(taken.orElse(bearable.orElse(0))).stream()
            .filter(bytes -> bytes > 0)
            .findFirst();
  }

  /** With imapsync 0 is the same as nothing. */
  private Optional<Double> number(String option) {
    OptionalDouble number = arguments.number(option);
    return number.isPresent() && number.getAsDouble() > 0
        ? Optional.of(number.getAsDouble())
        : Optional.empty();
  }

  /** imapsync does no automap where all comes to lie below one folder. */
  private FolderMapRules map() {
    Optional<Into> into = decoded("subfolder2").stream().reduce((_, b) -> b).map(Into.Folder::new);
    try {
      return new FolderMapRules(
          arguments.isSet("automap") && into.isEmpty(),
          pairs(),
          into,
          outOf(),
          arguments.all("regextrans2").stream()
              .map(text -> PerlSubstitution.read("--regextrans2", text))
              .toList(),
          FolderMapRules.usual().destinationIgnoresCase());
    } catch (IllegalArgumentException e) {
      throw StopException.usage("The folders cannot be mapped so: " + e.getMessage() + ".");
    }
  }

  private Optional<String> outOf() {
    return decoded("subfolder1").stream().reduce((_, b) -> b);
  }

  private Map<String, String> pairs() {
    var pairs = new LinkedHashMap<String, String>();
    for (String option : List.of("f1f2", "f1f2h")) {
      for (String text : decoded(option)) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
          throw StopException.usage(
              "--%s takes FOLDER1=FOLDER2: whole names, each in its own server's separator."
                  .formatted(option));
        }
        pairs.put(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    return pairs;
  }

  /** imapsync wants names in modified UTF-7; here they may also be written as they are shown. */
  private List<String> decoded(String option) {
    return arguments.all(option).stream().map(program.wiring()::decodedName).toList();
  }
}
