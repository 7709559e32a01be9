package org.transhume.imap.testkit.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.transhume.imap.testkit.judge.Difference.Kind;

/**
 * Says whether a destination is a true copy of a source: folders, messages by the digest of their
 * normalised octets as multisets, INTERNALDATE, flags and keywords, order of arrival and
 * subscriptions. Holds some hundred bytes for each message of one folder at a time. Not
 * thread-safe.
 */
public final class Judge {
  private UnaryOperator<String> naming = UnaryOperator.identity();
  private Predicate<String> selection = folder -> true;
  private Function<ContentDigest, Optional<String>> names = digest -> Optional.empty();
  private final Set<String> flagsLeftOut = new HashSet<>();
  private boolean comparesOrder = true;
  private boolean comparesSubscriptions = true;
  private boolean allowsForeignMessages;
  private boolean allowsExtraFolders;

  /** Where a folder of the source must stand at the destination. */
  public Judge naming(UnaryOperator<String> value) {
    naming = value;
    return this;
  }

  /** Which folders of the source count; all others must not matter to the destination. */
  public Judge selecting(Predicate<String> value) {
    selection = value;
    return this;
  }

  /** Names for messages by their content, such as the kinds of a corpus. */
  public Judge messageNames(Map<ContentDigest, String> value) {
    names = digest -> Optional.ofNullable(value.get(digest));
    return this;
  }

  /** Flags that need not agree, such as {@code \Deleted}; {@code \Recent} never has to. */
  public Judge leavingOutFlags(Collection<String> flags) {
    flags.forEach(flag -> flagsLeftOut.add(flag.toLowerCase(Locale.ROOT)));
    return this;
  }

  public Judge withoutOrder() {
    comparesOrder = false;
    return this;
  }

  public Judge withoutSubscriptions() {
    comparesSubscriptions = false;
    return this;
  }

  /** The destination may hold mail of its own that is like nothing in the source. */
  public Judge allowingForeignMessages() {
    allowsForeignMessages = true;
    return this;
  }

  /** The destination may have folders of its own. */
  public Judge allowingExtraFolders() {
    allowsExtraFolders = true;
    return this;
  }

  /** Compares; reads both sides whole. */
  public Verdict compare(Side source, Side destination) {
    var differences = new ArrayList<Difference>();
    var normalised = new ArrayList<String>();
    Set<String> there = destination.folders();
    var expected = new HashSet<String>();
    long messages = 0;
    for (String folder : source.sortedFolders()) {
      if (!selection.test(folder)) {
        continue;
      }
      String name = naming.apply(folder);
      expected.add(name);
      List<Observation> sourceMessages = read(source, folder);
      messages += sourceMessages.size();
      boolean isThere = there.contains(name);
      if (!isThere) {
        differences.add(
            new Difference(
                Kind.FOLDER_MISSING,
                folder,
                "",
                name + " with " + sourceMessages.size() + " messages"));
      }
      var comparison =
          new FolderComparison(
              folder,
              sourceMessages,
              isThere ? read(destination, name) : List.of(),
              flagsLeftOut,
              names);
      comparison.compare(comparesOrder, allowsForeignMessages);
      differences.addAll(comparison.differences());
      normalised.addAll(comparison.normalised());
    }
    if (!allowsExtraFolders) {
      var extra = new TreeSet<>(there);
      extra.removeAll(expected);
      extra.forEach(name -> differences.add(new Difference(Kind.FOLDER_EXTRA, name, "", "")));
    }
    if (comparesSubscriptions) {
      compareSubscriptions(source, destination, differences);
    }
    return new Verdict(messages, differences, normalised);
  }

  private void compareSubscriptions(Side source, Side destination, List<Difference> differences) {
    var wanted = new TreeSet<String>();
    source.subscriptions().stream().filter(selection).map(naming).forEach(wanted::add);
    Set<String> found = destination.subscriptions();
    for (String name : wanted) {
      if (!found.contains(name)) {
        differences.add(new Difference(Kind.NOT_SUBSCRIBED, name, "", ""));
      }
    }
    if (allowsExtraFolders) {
      return;
    }
    for (String name : new TreeSet<>(found)) {
      if (!wanted.contains(name)) {
        differences.add(new Difference(Kind.SUBSCRIBED_EXTRA, name, "", ""));
      }
    }
  }

  private static List<Observation> read(Side side, String folder) {
    var observations = new ArrayList<Observation>();
    side.read(folder, observations::add);
    return observations;
  }
}
