package org.transhume.wrong;

import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

public final class RollsDice {
  Random random() {
    return new Random();
  }

  SplittableRandom splittable() {
    return new SplittableRandom();
  }

  SecureRandom secure() {
    return new SecureRandom();
  }

  Random ofTheThread() {
    return ThreadLocalRandom.current();
  }

  RandomGenerator generator() {
    return RandomGenerator.getDefault();
  }

  double number() {
    return Math.random();
  }

  UUID uuid() {
    return UUID.randomUUID();
  }
}
