package org.transhume.soak;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A series of disturbed copies.
 *
 * @param runs the numbers of the runs, from 1
 * @param messages about how many messages each copies
 * @param copyTime about how long an undisturbed copy is made to take
 * @param bytesPerSecond the pace of each of the source's connections; zero to find the one at which
 *     a copy takes that time
 * @param parallel how many at a time
 * @param mix their disturbances, in turn
 */
record KillOptions(
    List<Integer> runs,
    long seed,
    int messages,
    Duration copyTime,
    long bytesPerSecond,
    int parallel,
    List<Disturbance> mix) {
  KillOptions {
    runs = List.copyOf(runs);
    mix = List.copyOf(mix);
  }

  /** Copies of 2,000 messages in 20 s, five at a time. */
  static KillOptions usual(int runs, long seed, List<Disturbance> mix) {
    return new KillOptions(
        IntStream.rangeClosed(1, runs).boxed().toList(),
        seed,
        2000,
        Duration.ofSeconds(20),
        0,
        5,
        mix);
  }

  KillOptions only(int run) {
    return new KillOptions(List.of(run), seed, messages, copyTime, bytesPerSecond, 1, mix);
  }

  KillOptions parallel(int value) {
    return new KillOptions(runs, seed, messages, copyTime, bytesPerSecond, value, mix);
  }

  Disturbance disturbance(int run) {
    return mix.get((run - 1) % mix.size());
  }
}
