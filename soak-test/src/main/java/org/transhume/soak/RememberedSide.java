package org.transhume.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.transhume.imap.testkit.judge.Observation;
import org.transhume.imap.testkit.judge.Side;

/** What a side showed once, for many comparisons; immutable. */
final class RememberedSide implements Side {
  private final Map<String, List<Observation>> folders = new TreeMap<>();
  private final Set<String> subscriptions;

  RememberedSide(Side side) {
    subscriptions = Set.copyOf(side.subscriptions());
    for (String folder : side.sortedFolders()) {
      var observations = new ArrayList<Observation>();
      side.read(folder, observations::add);
      folders.put(folder, List.copyOf(observations));
    }
  }

  private RememberedSide(RememberedSide other, UnaryOperator<String> naming) {
    subscriptions = Set.copyOf(other.subscriptions.stream().map(naming).toList());
    other.folders.forEach((name, messages) -> folders.put(naming.apply(name), messages));
  }

  /** The same with other names, no two of them alike. */
  RememberedSide named(UnaryOperator<String> naming) {
    return new RememberedSide(this, naming);
  }

  long messages() {
    return folders.values().stream().mapToLong(List::size).sum();
  }

  long bytes() {
    return folders.values().stream().flatMap(List::stream).mapToLong(Observation::bytes).sum();
  }

  @Override
  public Set<String> folders() {
    return folders.keySet();
  }

  @Override
  public Set<String> subscriptions() {
    return subscriptions;
  }

  @Override
  public void read(String folder, Consumer<Observation> each) {
    List<Observation> observations = folders.get(folder);
    if (observations == null) {
      throw new IllegalArgumentException("no folder " + folder);
    }
    observations.forEach(each);
  }
}
