package org.transhume.engine.foldermap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a person decides about the map of folders.
 *
 * @param automap Sent, Drafts, Trash, Junk and Archive become the destination's own, by special use
 *     and by known names (requirement D6)
 * @param pairs from whole source names to whole destination names, each decoded and in its own
 *     side's separator; a folder's children go with it unless they have a pair of their own
 * @param into the destination folder below which all come to lie, INBOX too and nothing by its use
 * @param outOf the source folder that counts as the top: what is below it stands at the top, itself
 *     it is INBOX; its whole name in the source's separator. No folder elsewhere can be mapped
 * @param renames what is done, one after another, to the names folders would have at the
 *     destination; what they change counts as named by a person
 * @param destinationIgnoresCase whether names that look the same ({@code Work} and {@code work},
 *     composed and decomposed letters) are taken for one at the destination: then a second one gets
 *     a number. With false they stay as they are, and whoever creates the folders tells by {@link
 *     FolderMapper#without} which of {@link FolderMap#lookalikes} did not come into being
 */
public record FolderMapRules(
    boolean automap,
    Map<String, String> pairs,
    Optional<Into> into,
    Optional<String> outOf,
    List<Rename> renames,
    boolean destinationIgnoresCase) {
  public FolderMapRules {
    pairs = Map.copyOf(pairs);
    renames = List.copyOf(renames);
    if (pairs.values().stream().distinct().count() < pairs.size()) {
      throw new IllegalArgumentException("Two folders cannot become one: " + new TreeMap<>(pairs));
    }
  }

  /** Rules that put nothing below one folder and rename nothing. */
  public FolderMapRules(
      boolean automap, Map<String, String> pairs, boolean destinationIgnoresCase) {
    this(automap, pairs, Optional.empty(), Optional.empty(), List.of(), destinationIgnoresCase);
  }

  /** Automap, no pairs, and names as they stand. */
  public static FolderMapRules usual() {
    return new FolderMapRules(true, Map.of(), false);
  }

  /** The rules as a stable text: equal texts mean equal rules. */
  public String digest() {
    return "automap=%s case=%s into=%s out-of=%s renames=%s pairs=%s"
        .formatted(
            automap ? "yes" : "no",
            destinationIgnoresCase ? "ignored" : "kept",
            into.map(folder -> quoted(folder.toString())).orElse(""),
            outOf.map(FolderMapRules::quoted).orElse(""),
            renames.stream()
                .map(
                    each ->
                        quoted(each.expression())
                            + (each.everyMatch() ? ">" : ">1:")
                            + quoted(each.replacement()))
                .collect(Collectors.joining(",")),
            new TreeMap<>(pairs)
                .entrySet().stream()
                    .map(pair -> quoted(pair.getKey()) + ">" + quoted(pair.getValue()))
                    .collect(Collectors.joining(",")));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
