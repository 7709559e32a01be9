package org.transhume.imap.testkit.judge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the judge found.
 *
 * @param messages how many messages of the source were looked for
 * @param differences every one
 * @param normalised messages whose octets are equal only after normalising, one line each
 */
public record Verdict(long messages, List<Difference> differences, List<String> normalised) {
  private static final int SHOWN = 50;

  public Verdict {
    differences = List.copyOf(differences);
    normalised = List.copyOf(normalised);
  }

  public boolean isEqual() {
    return differences.isEmpty();
  }

  public List<Difference> of(Difference.Kind kind) {
    return differences.stream().filter(difference -> difference.kind() == kind).toList();
  }

  /** How many of each kind. */
  public Map<Difference.Kind, Integer> counts() {
    var counts = new EnumMap<Difference.Kind, Integer>(Difference.Kind.class);
    differences.forEach(difference -> counts.merge(difference.kind(), 1, Integer::sum));
    return counts;
  }

  /** All of it, one difference a line. */
  public String report() {
    return summary() + "\n" + lines(differences.size());
  }

  /** The counts and the first differences. */
  @Override
  public String toString() {
    int left = differences.size() - SHOWN;
    return summary()
        + "\n"
        + lines(Math.min(SHOWN, differences.size()))
        + (left > 0 ? "… and " + left + " more\n" : "");
  }

  private String summary() {
    String counted =
        counts().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(Collectors.joining(", "));
    return messages
        + " messages, "
        + (counted.isEmpty() ? "no difference" : counted)
        + ", "
        + normalised.size()
        + " equal after normalising";
  }

  private String lines(int count) {
    return differences.subList(0, count).stream()
        .map(difference -> difference + "\n")
        .collect(Collectors.joining());
  }
}
