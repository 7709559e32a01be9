package org.transhume.bench.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the runs of one tool in one trial come to.
 *
 * @param reference how many times as fast as this tool the reference is: the ratio of both rates
 *     inside one round, since the machine may be slower in another; absent for the reference itself
 *     and where no round has both
 * @param noisyRuns runs during which others used the processors
 */
public record Standing(
    String trial,
    String tool,
    int runs,
    int noisyRuns,
    boolean isCapped,
    Spread seconds,
    Spread rate,
    Optional<Spread> reference,
    CpuSeconds cpu,
    long peakRssBytes,
    Optional<Measurement.Traffic> traffic) {

  /**
   * One standing for each tool of each trial that has a run that counts, in their first order. The
   * first tool of a trial is the reference. Noisy runs are left out where the same tool has others.
   */
  public static List<Standing> of(List<Measurement> all) {
    var standings = new ArrayList<Standing>();
    for (String trial : names(all, Measurement::trial)) {
      List<Measurement> runs =
          all.stream().filter(each -> each.trial().equals(trial) && each.counts()).toList();
      if (runs.isEmpty()) {
        continue;
      }
      String first = runs.getFirst().tool();
      Map<Integer, Measurement> references = byRound(quiet(runs, first));
      for (String tool : names(runs, Measurement::tool)) {
        List<Measurement> own = quiet(runs, tool);
        standings.add(
            standing(own, tool.equals(first) ? Optional.empty() : ratios(own, references)));
      }
    }
    return standings;
  }

  private static Standing standing(List<Measurement> runs, Optional<Spread> reference) {
    Measurement one = runs.getFirst();
    return new Standing(
        one.trial(),
        one.tool(),
        runs.size(),
        (int) runs.stream().filter(Measurement::isNoisy).count(),
        runs.stream().anyMatch(each -> each.ending() == Ending.CAPPED),
        spread(runs, Measurement::wallSeconds),
        spread(runs, Measurement::rate),
        reference,
        new CpuSeconds(
            median(runs, each -> each.cpu().client()),
            median(runs, each -> each.cpu().source()),
            median(runs, each -> each.cpu().destination()),
            median(runs, each -> each.cpu().bench()),
            median(runs, each -> each.cpu().foreign())),
        runs.stream().mapToLong(Measurement::peakRssBytes).max().orElse(0),
        runs.stream().flatMap(each -> each.traffic().stream()).findFirst());
  }

  private static Optional<Spread> ratios(
      List<Measurement> runs, Map<Integer, Measurement> references) {
    var ratios = new ArrayList<Double>();
    for (Measurement run : runs) {
      Measurement reference = references.get(run.round());
      if (reference != null) {
        ratios.add(reference.rate() / run.rate());
      }
    }
    return ratios.isEmpty()
        ? Optional.empty()
        : Optional.of(Spread.of(ratios.stream().mapToDouble(ratio -> ratio).toArray()));
  }

  private static List<Measurement> quiet(List<Measurement> runs, String tool) {
    List<Measurement> own = runs.stream().filter(each -> each.tool().equals(tool)).toList();
    List<Measurement> quiet = own.stream().filter(each -> !each.isNoisy()).toList();
    return quiet.isEmpty() ? own : quiet;
  }

  private static Map<Integer, Measurement> byRound(List<Measurement> runs) {
    var byRound = new LinkedHashMap<Integer, Measurement>();
    runs.forEach(each -> byRound.put(each.round(), each));
    return byRound;
  }

  private static Set<String> names(List<Measurement> runs, Function<Measurement, String> name) {
    var names = new LinkedHashSet<String>();
    runs.forEach(each -> names.add(name.apply(each)));
    return names;
  }

  private static Spread spread(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    return Spread.of(runs.stream().mapToDouble(value).toArray());
  }

  private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    return spread(runs, value).median();
  }
}
