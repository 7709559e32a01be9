package org.transhume.cli.transfer;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.selection.SelectionRules;

/**
 * Which folders of the source, and where they go. With neither names, trees nor {@code include} and
 * without {@code subscribedOnly} it is all of them.
 *
 * @param names folders by their whole names
 * @param trees folders with everything below them
 * @param include regular expressions; what contains a match is added
 * @param exclude regular expressions; what contains a match is taken away again
 * @param subscribedOnly those subscribed at the source
 * @param automap Sent, Drafts, Trash, Junk and Archive become the destination's own
 */
public record FolderChoice(
    List<String> names,
    List<String> trees,
    List<String> include,
    List<String> exclude,
    boolean subscribedOnly,
    boolean automap) {
  /** All folders, each to where folders of its kind are at the destination. */
  public static final FolderChoice ALL =
      new FolderChoice(List.of(), List.of(), List.of(), List.of(), false, true);

  public FolderChoice {
    names = List.copyOf(names);
    trees = List.copyOf(trees);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    requireExpressions(include);
    requireExpressions(exclude);
  }

  /** The same for the engine: which folders. */
  SelectionRules selection() {
    return new SelectionRules(
        Set.of(),
        subscribedOnly,
        Set.copyOf(names),
        Set.copyOf(trees),
        patterns(include),
        patterns(exclude));
  }

  /** The same for the engine: where they go. */
  FolderMapRules map() {
    FolderMapRules usual = FolderMapRules.usual();
    return new FolderMapRules(automap, usual.pairs(), usual.destinationIgnoresCase());
  }

  private static List<NamePattern> patterns(List<String> expressions) {
    return expressions.stream().<NamePattern>map(NamePattern.Regex::new).toList();
  }

  private static void requireExpressions(List<String> expressions) {
    for (String expression : expressions) {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw StopException.usage(
            "--include and --exclude take regular expressions, and one of them is none: %s at character %d."
                .formatted(e.getDescription(), e.getIndex() + 1));
      }
    }
  }
}
