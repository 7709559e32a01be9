package org.transhume.imap.testkit.judge;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.transhume.imap.testkit.judge.Difference.Kind;

/** Matches the messages of one folder, each of the source with at most one of the destination. */
final class FolderComparison {
  private final String folder;
  private final List<Observation> source;
  private final List<Observation> destination;
  private final Set<String> flagsLeftOut;
  private final Function<ContentDigest, Optional<String>> names;
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> normalised = new ArrayList<>();

  /** Index of the destination's message for each of the source's; -1 while there is none. */
  private final int[] match;

  private final boolean[] isTaken;
  private final boolean[] isSetAside;
  private final Map<ContentDigest, Observation> known = new HashMap<>();

  FolderComparison(
      String folder,
      List<Observation> source,
      List<Observation> destination,
      Set<String> flagsLeftOut,
      Function<ContentDigest, Optional<String>> names) {
    this.folder = folder;
    this.source = source;
    this.destination = destination;
    this.flagsLeftOut = flagsLeftOut;
    this.names = names;
    match = new int[source.size()];
    Arrays.fill(match, -1);
    isTaken = new boolean[destination.size()];
    isSetAside = new boolean[destination.size()];
    source.forEach(here -> known.putIfAbsent(here.normalised(), here));
  }

  List<Difference> differences() {
    return differences;
  }

  List<String> normalised() {
    return normalised;
  }

  void compare(boolean comparesOrder, boolean allowsForeign) {
    // Twins differ in flags and dates at most: the equal ones find each other first.
    pair(Observation::normalised, (a, b) -> sameDate(a, b) && sameFlags(a, b));
    pair(Observation::normalised, FolderComparison::sameDate);
    pair(Observation::normalised, (a, b) -> true);
    reportMatched();
    if (comparesOrder) {
      reportOrder();
    }
    int[] equalOnes = match.clone();
    // What stands there a second time is doubled, not an altered form of what is missing.
    setAside(known.keySet());
    pair(Observation::messageId, (a, b) -> !a.messageId().isEmpty());
    pair(Observation::epochSecond, (a, b) -> a.epochSecond() != Observation.NO_DATE);
    reportUnmatched(equalOnes);
    reportSurplus(allowsForeign);
  }

  private void setAside(Set<ContentDigest> digests) {
    for (int d = 0; d < destination.size(); d++) {
      if (!isTaken[d] && digests.contains(destination.get(d).normalised())) {
        isSetAside[d] = true;
        isTaken[d] = true;
      }
    }
  }

  private interface Likeness {
    boolean test(Observation source, Observation destination);
  }

  /** Pairs what is still alone on both sides, has the same key and passes the test. */
  private <K> void pair(Function<Observation, K> key, Likeness likeness) {
    var free = new HashMap<K, Deque<Integer>>();
    for (int d = 0; d < destination.size(); d++) {
      if (!isTaken[d]) {
        free.computeIfAbsent(key.apply(destination.get(d)), _ -> new ArrayDeque<>()).add(d);
      }
    }
    for (int s = 0; s < source.size(); s++) {
      Deque<Integer> candidates = match[s] >= 0 ? null : free.get(key.apply(source.get(s)));
      if (candidates != null) {
        take(s, candidates, likeness);
      }
    }
  }

  private void take(int s, Deque<Integer> candidates, Likeness likeness) {
    Predicate<Integer> fits = d -> likeness.test(source.get(s), destination.get(d));
    candidates.stream()
        .filter(fits)
        .findFirst()
        .ifPresent(
            d -> {
              candidates.removeFirstOccurrence(d);
              match[s] = d;
              isTaken[d] = true;
            });
  }

  private void reportMatched() {
    for (int s = 0; s < source.size(); s++) {
      if (match[s] < 0) {
        continue;
      }
      Observation here = source.get(s);
      Observation there = destination.get(match[s]);
      compareMarks(here, there);
      if (!here.raw().equals(there.raw())) {
        normalised.add(
            folder + " " + describe(here) + ": " + here.bytes() + " became " + there.bytes());
      }
    }
  }

  private void compareMarks(Observation here, Observation there) {
    if (!sameFlags(here, there)) {
      add(Kind.FLAGS, here, "(" + here.flags() + ") became (" + there.flags() + ")");
    }
    if (!sameDate(here, there)) {
      add(Kind.DATE, here, date(here) + " became " + date(there));
    }
  }

  /** Names the fewest messages whose removal leaves the rest in order. */
  private void reportOrder() {
    var matched = new ArrayList<Integer>();
    for (int s = 0; s < source.size(); s++) {
      if (match[s] >= 0) {
        matched.add(s);
      }
    }
    boolean[] inOrder = Ordering.longestRising(matched.stream().mapToInt(s -> match[s]).toArray());
    for (int i = 0; i < inOrder.length; i++) {
      if (!inOrder[i]) {
        Observation here = source.get(matched.get(i));
        Observation there = destination.get(match[matched.get(i)]);
        add(Kind.ORDER, here, "stands as UID " + there.uid());
      }
    }
  }

  private void reportUnmatched(int[] equalOnes) {
    for (int s = 0; s < source.size(); s++) {
      if (equalOnes[s] >= 0) {
        continue;
      }
      Observation here = source.get(s);
      if (match[s] < 0) {
        add(Kind.LOST, here, here.bytes() + " bytes");
      } else {
        Observation there = destination.get(match[s]);
        add(
            Kind.ALTERED,
            here,
            here.bytes() + " bytes became " + there.bytes() + " in UID " + there.uid());
        compareMarks(here, there);
      }
    }
  }

  private void reportSurplus(boolean allowsForeign) {
    for (int d = 0; d < destination.size(); d++) {
      if (isTaken[d] && !isSetAside[d]) {
        continue;
      }
      Observation there = destination.get(d);
      Observation here = known.get(there.normalised());
      if (here != null) {
        add(Kind.DOUBLED, here, "again as UID " + there.uid());
      } else if (!allowsForeign) {
        add(Kind.FOREIGN, there, there.bytes() + " bytes");
      }
    }
  }

  private void add(Kind kind, Observation message, String detail) {
    differences.add(new Difference(kind, folder, describe(message), detail));
  }

  private String describe(Observation message) {
    return "UID "
        + message.uid()
        + names.apply(message.normalised()).map(name -> " [" + name + "]").orElse("")
        + (message.messageId().isEmpty() ? "" : " " + message.messageId());
  }

  private static boolean sameDate(Observation a, Observation b) {
    return a.epochSecond() == b.epochSecond();
  }

  private boolean sameFlags(Observation a, Observation b) {
    return FlagText.without(a.flags(), flagsLeftOut)
        .equals(FlagText.without(b.flags(), flagsLeftOut));
  }

  private static String date(Observation message) {
    return message.epochSecond() == Observation.NO_DATE
        ? "none"
        : Instant.ofEpochSecond(message.epochSecond()).toString();
  }
}
