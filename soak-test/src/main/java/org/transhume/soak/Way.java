package org.transhume.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.transhume.imap.testkit.proxy.Counts;
import org.transhume.imap.testkit.proxy.Cut;
import org.transhume.imap.testkit.proxy.Direction;
import org.transhume.imap.testkit.proxy.FaultProxy;
import org.transhume.imap.testkit.proxy.LineRule;

/**
 * The two proxies between which one copy lives. The pace is that of the source's connections: what
 * is on its way to the destination is then never more than what a socket holds, as over a real
 * line.
 */
final class Way implements AutoCloseable {
  /** Long enough for batches to overlap with their answers. */
  private static final Duration LATENCY = Duration.ofMillis(5);

  private static final Pattern APPENDED_UIDS =
      Pattern.compile("\\[(?:APPENDUID|COPYUID) [^]]*] ?", Pattern.CASE_INSENSITIVE);

  private final FaultProxy source;
  private final FaultProxy destination;

  /** A way on which nothing happens. */
  Way(int sourcePort, int destinationPort) {
    this(sourcePort, destinationPort, LineRule::none);
  }

  private Way(
      int sourcePort, int destinationPort, java.util.function.Supplier<LineRule> destinationRule) {
    source = FaultProxy.before(sourcePort).latency(LATENCY);
    destination =
        FaultProxy.before(destinationPort)
            .latency(LATENCY)
            .eachConnection(connection -> connection.rule(destinationRule.get()));
  }

  /** The way of a disturbed copy. */
  static Way disturbed(
      int sourcePort, int destinationPort, Disturbance disturbance, Optional<AppendEvent> event) {
    return new Way(
        sourcePort,
        destinationPort,
        () ->
            capabilities(disturbance).orElse(event.map(AppendEvent::rule).orElse(LineRule.none())));
  }

  Transfer through(Transfer transfer) {
    return transfer.through(source.port(), destination.port());
  }

  /** Octets a second on each of the source's connections made from now on; zero for no limit. */
  void pace(long bytesPerSecond) {
    source.throttle(bytesPerSecond);
  }

  void cut(KillPlan.Cutting cutting) {
    Cut how = cutting.reset() ? Cut.RESET : Cut.FIN;
    if (cutting.source()) {
      source.cutAll(how);
    }
    if (cutting.destination()) {
      destination.cutAll(how);
    }
  }

  Counts sourceCounts() {
    return source.counts();
  }

  Counts destinationCounts() {
    return destination.counts();
  }

  @Override
  public void close() {
    source.close();
    destination.close();
  }

  private static LineRule capabilities(Disturbance disturbance) {
    return switch (disturbance) {
      case NO_MULTIAPPEND -> LineRule.withoutCapabilities(Set.of("MULTIAPPEND"));
      case NO_UIDPLUS ->
          LineRule.withoutCapabilities(Set.of("UIDPLUS")).orElse(Way::withoutAppendedUids);
      case KILLED, ANSWER_LOST, ANSWERS_SWALLOWED, LATE, VERY_LATE, CUT -> LineRule.none();
    };
  }

  /** A server without UIDPLUS does not tell what it did either. */
  private static LineRule.Action withoutAppendedUids(Direction direction, String line) {
    return direction == Direction.TO_CLIENT && APPENDED_UIDS.matcher(line).find()
        ? new LineRule.Action.Replace(APPENDED_UIDS.matcher(line).replaceFirst(""))
        : new LineRule.Action.Pass();
  }
}
