package org.transhume.soak;

import java.util.SplittableRandom;

/** Passwords that stand nowhere else, so that each find of one is a find. */
final class Passwords {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 24;

  private final SplittableRandom random;

  Passwords(long seed) {
    random = new SplittableRandom(seed);
  }

  /** With a quote, a backslash, a space and a percent sign, as people's passwords may have. */
  String next() {
    var password = new StringBuilder("\"\\ %");
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
