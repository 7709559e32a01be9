package org.transhume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.cli.wiring.ImapWiring;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which test runs each option of the command line against a server. An option that is new, or whose
 * test is gone, fails here.
 */
class EveryOptionTest {
  private static final Path TESTS = Path.of("src/test/java/org/transhume/cli/real");

  /** The class in the package {@code real} that runs the options of a line. */
  private static final String COPIES =
      """
      BadInputTest --SIDE-fingerprint --SIDE-ca-file
      CopyTest --folder-tree --folder --exclude-regex --deep
      SelectionOptionsTest --since --before --date-of --date-zone --max-age --min-age --max-size
      SelectionOptionsTest --min-size --with-flag --without-flag --search --exclude-use
      FolderChoiceTest --include --include-regex --exclude --folder-use --exclude-empty --first
      FolderChoiceTest --last --also --subscribed-only --subscribe-all --automap
      FolderMapOptionsTest --map --map-file --save-map --into --historical --out-of --rename
      FolderMapOptionsTest --no-automap
      FolderTreeTest --map-back
      CareOptionsTest --adopt-flags --two-mailboxes --lanes
      AwkwardServerTest --copy-missing-again
      MovedMessagesTest --remap
      QuarantineTest --failed --repair
      RepairAtRealServersTest --repair
      DateOptionsTest --repair-dates
      DeletionOptionsTest --delete-copied --delete-gone --delete-gone-folders --delete-duplicates
      DeletionOptionsTest --mirror --delete-new-mail --delete-many --yes --once
      PaceOptionsTest --source-bytes-per-second --destination-bytes-per-second --source-bytes-per-day
      PaceOptionsTest --destination-bytes-per-day --source-messages-per-second
      PaceOptionsTest --destination-messages-per-second --source-connections
      PaceOptionsTest --destination-connections --hours --hours-zone --bytes-per-run --wait --now
      ShownAndKeptTest --json --quiet --report --state --SIDE-auth --SIDE-compress --SIDE-timeout
      ShownAndKeptTest --SIDE-name --SIDE-fingerprint --SIDE-ca-file --SIDE-auth-user --SIDE-tls
      ShownAndKeptTest --SIDE-password-env
      Mailboxes --SIDE --SIDE-user --SIDE-password-file
      """;

  private static final String OTHERS =
      """
      DeletionOptionsTest --dry-run --yes --json
      QuarantineTest --to
      ShownAndKeptTest --state
      """;

  static List<String> copying() {
    return List.of("copy", "plan", "verify");
  }

  static List<String> others() {
    return List.of("undo", "quarantine", "ledger", "discover");
  }

  private static Set<String> options(String command) {
    var program =
        new TestProgram(new ImapWiring(Texts.in(Locale.ENGLISH), new Glyphs(UTF_8))).program();
    var names = new TreeSet<String>();
    collect(CommandLines.of(program, command).getSubcommands().get(command), names);
    names.removeIf(name -> !name.startsWith("--") || name.equals("--help"));
    return names;
  }

  private static void collect(CommandLine line, Set<String> names) {
    CommandSpec spec = line.getCommandSpec();
    for (OptionSpec option : spec.options()) {
      names.addAll(List.of(option.names()));
    }
    line.getSubcommands().values().forEach(each -> collect(each, names));
  }

  private static TreeMap<String, TreeSet<String>> table(String text) {
    var table = new TreeMap<String, TreeSet<String>>();
    for (String line : text.lines().toList()) {
      String[] words = line.strip().split(" ");
      for (String word : List.of(words).subList(1, words.length)) {
        for (String side : List.of("source", "destination")) {
          table.computeIfAbsent(word.replace("SIDE", side), _ -> new TreeSet<>()).add(words[0]);
        }
      }
    }
    return table;
  }

  @ParameterizedTest
  @MethodSource("copying")
  void isRunAgainstAServerWhereItCopies(String command) {
    assertThat(table(COPIES).keySet()).isEqualTo(options(command));
  }

  @ParameterizedTest
  @MethodSource("others")
  void isRunAgainstAServerElsewhere(String command) {
    var known = new TreeSet<>(table(COPIES).keySet());
    known.removeIf(option -> !option.startsWith("--source") && !option.startsWith("--dest"));
    known.addAll(table(OTHERS).keySet());

    assertThat(known).containsAll(options(command));
  }

  @Test
  void standsInTheTestThatIsNamed() throws IOException {
    for (String text : List.of(COPIES, OTHERS)) {
      for (var entry : table(text).entrySet()) {
        for (String test : entry.getValue()) {
          String source = Files.readString(TESTS.resolve(test + ".java"));
          assertThat(occurs(entry.getKey(), source)).as(entry.getKey() + " in " + test).isTrue();
        }
      }
    }
  }

  /** On either side: what is read for one is read for the other. */
  private static boolean occurs(String option, String source) {
    return Stream.of("--source", "--destination")
        .map(side -> option.replaceFirst("^--(source|destination)", side))
        .map(name -> Pattern.compile(Pattern.quote(name) + "(?![a-z-])").matcher(source))
        .anyMatch(Matcher::find);
  }
}
