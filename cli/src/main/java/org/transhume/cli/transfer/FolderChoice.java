package org.transhume.cli.transfer;

import java.util.List;

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
  }
}
