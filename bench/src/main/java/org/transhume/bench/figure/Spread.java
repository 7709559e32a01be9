package org.transhume.bench.figure;

import java.util.Arrays;

/** The median of some values, and how far they lie apart. */
public record Spread(double median, double least, double most) {

  /** Of at least one value; the median of an even number is the mean of the two in the middle. */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("No values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
