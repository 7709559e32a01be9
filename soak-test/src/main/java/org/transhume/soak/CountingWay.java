package org.transhume.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.transhume.imap.testkit.proxy.Counts;
import org.transhume.imap.testkit.proxy.Direction;
import org.transhume.imap.testkit.proxy.FaultProxy;
import org.transhume.imap.testkit.proxy.LineRule;

/**
 * One transfer between two proxies that only count, and take abilities away from the source. They
 * stay where they are from one run to the next, since the port is part of what an account is.
 */
final class CountingWay implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Set<String> MODSEQ = Set.of("CONDSTORE", "QRESYNC");

  private static final Pattern FLAG_COMMAND =
      Pattern.compile("\\S+ UID FETCH (?!.*BODY).*FLAGS.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern FLAG_LINE =
      Pattern.compile("\\* \\d+ FETCH \\((?!.*BODY).*FLAGS.*", Pattern.CASE_INSENSITIVE);

  private final Product product;
  private final Path folder;
  private final FaultProxy source;
  private final FaultProxy destination;
  private final Transfer transfer;
  private final LongAdder flagLines = new LongAdder();
  private final LongAdder flagCommands = new LongAdder();
  private volatile boolean hasModSeq = true;

  CountingWay(Product product, Path folder, Transfer transfer) {
    this.product = product;
    this.folder = folder;
    source =
        FaultProxy.before(transfer.source().port())
            .eachConnection(connection -> connection.rule(abilities().orElse(this::count)));
    // Without a rule lines pass in pieces: commands are counted all the same.
    destination = FaultProxy.before(transfer.destination().port());
    this.transfer = transfer.through(source.port(), destination.port());
  }

  /** Whether the source has CONDSTORE and QRESYNC from the next run on. */
  CountingWay withModSeq(boolean value) {
    hasModSeq = value;
    return this;
  }

  /** Copies once and waits for the end, which must be a good one. */
  Measured copy(String name) {
    Counts sourceBefore = source.counts();
    Counts destinationBefore = destination.counts();
    flagLines.reset();
    flagCommands.reset();
    try (Run run = product.start(folder, name, transfer, "copy")) {
      run.await(LIMIT);
      Duration took = run.elapsed();
      Report report = run.reported();
      if (run.exitCode() != 0) {
        throw new SoakException(name + ": " + report + run.tail());
      }
      return new Measured(
          report,
          took,
          run.peakKilobytes(),
          source.counts().since(sourceBefore),
          destination.counts().since(destinationBefore),
          flagLines.sum(),
          flagCommands.sum());
    }
  }

  @Override
  public void close() {
    source.close();
    destination.close();
  }

  private LineRule.Action count(Direction direction, String line) {
    if (direction == Direction.TO_SERVER && FLAG_COMMAND.matcher(line).matches()) {
      flagCommands.increment();
    } else if (direction == Direction.TO_CLIENT && FLAG_LINE.matcher(line).matches()) {
      flagLines.increment();
    }
    return new LineRule.Action.Pass();
  }

  /** Without the capability, and without what a server tells that has it. */
  private LineRule abilities() {
    return hasModSeq
        ? LineRule.none()
        : LineRule.withoutCapabilities(MODSEQ)
            .orElse(
                LineRule.when(
                    Direction.TO_CLIENT,
                    line -> line.startsWith("* OK [HIGHESTMODSEQ"),
                    new LineRule.Action.Drop()));
  }
}
