package org.transhume.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.store.Database.Tuning;

/**
 * A process that writes {@link Steps} from several threads and prints a line with the number of
 * each step once it is durable, 0 standing for the pair, until it has written them all or is
 * killed.
 *
 * <p>Arguments: the state folder, the first step, the last step, how many threads write, the
 * synchronous pragma.
 */
final class StepWriter {
  /** So that the log is carried into the file again and again, and a kill may hit that too. */
  private static final int CHECKPOINT_PAGES = 60;

  private static final String DURABLE = "durable ";

  private StepWriter() {}

  /** The step that a line of output tells of, if it does. */
  static OptionalLong durableStep(String line) {
    return line.startsWith(DURABLE)
        ? OptionalLong.of(Long.parseLong(line.substring(DURABLE.length())))
        : OptionalLong.empty();
  }

  static void main(String[] arguments) throws InterruptedException {
    long first = Long.parseLong(arguments[1]);
    long last = Long.parseLong(arguments[2]);
    var tuning = new Tuning(arguments[4], CHECKPOINT_PAGES, Tuning.DEFAULT.maxPages());
    var next = new AtomicLong(first);
    try (LedgerFile file =
        LedgerDirectory.in(Path.of(arguments[0]), _ -> "ext4", tuning)
            .open(LedgerDirectoryTest.DESTINATION)) {
      LedgerStorage ledger = file.transfer(LedgerDirectoryTest.SOURCE);
      ledger.write(List.of(Steps.pair())).await();
      System.out.println(DURABLE + 0);
      var threads = new ArrayList<Thread>();
      for (int n = Integer.parseInt(arguments[3]); n > 0; n--) {
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  for (long step = next.getAndIncrement();
                      step <= last;
                      step = next.getAndIncrement()) {
                    ledger.write(Steps.step(step)).await();
                    System.out.println(DURABLE + step);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
