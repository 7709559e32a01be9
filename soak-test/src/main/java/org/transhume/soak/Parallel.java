package org.transhume.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same with many things, several at a time. */
final class Parallel {
  private Parallel() {}

  /** The results in the order of {@code items}; whatever breaks ends it, after the rest. */
  static <T> List<T> run(int atATime, List<Integer> items, IntFunction<T> work) {
    var results = new ArrayList<T>();
    try (ExecutorService pool = Executors.newFixedThreadPool(atATime)) {
      List<Future<T>> futures =
          items.stream().map(item -> pool.submit(() -> work.apply(item))).toList();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    } catch (ExecutionException broken) {
      throw new SoakException("a run broke: " + broken.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SoakException("interrupted");
    }
    return results;
  }
}
