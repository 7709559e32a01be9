package org.transhume.imap.testkit.corpus;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that always falls the same way for the same seed. */
final class Dice {
  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Independent of all dice with other parts. */
  static Dice of(long seed, long... parts) {
    long mixed = seed;
    for (long part : parts) {
      mixed = new SplittableRandom(mixed ^ (part * 0x9E37_79B9_7F4A_7C15L)).nextLong();
    }
    return new Dice(new SplittableRandom(mixed));
  }

  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  long number() {
    return random.nextLong();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Log-normal around a median; by Box and Muller with strict arithmetic, so everywhere alike. */
  double logNormal(double median, double sigma) {
    double u = 1 - random.nextDouble();
    double v = random.nextDouble();
    double normal = StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    return median * StrictMath.exp(sigma * normal);
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
