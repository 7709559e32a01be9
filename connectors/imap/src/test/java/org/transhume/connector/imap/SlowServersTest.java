package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.Moment;

/** Servers that ask for less in their own words, on the wire: no failure, and nothing lost. */
@Tag("C12")
@Tag("I8")
class SlowServersTest {
  private static final Corpus SMALL = RealisticCorpus.tree(3, Profile.TINY, 60);

  /** Commands that a pass cannot do without. */
  private static final Set<String> ASKED =
      Set.of("LIST", "SELECT", "EXAMINE", "UID FETCH", "UID SEARCH", "APPEND", "CREATE");

  private static void assertWhole(MemoryPair pair, List<PassReport> passes) {
    assertThat(passes.getLast().verdict())
        .as(passes.getLast().toString())
        .isIn(Verdict.PASS, Verdict.PASS_WITH_EXCEPTIONS);
    assertThat(passes.subList(0, passes.size() - 1))
        .allSatisfy(
            pass -> {
              assertThat(pass.verdict()).isEqualTo(Verdict.WAITING);
              assertThat(pass.total().failed()).isZero();
            });
    var verdict = pair.judge(new Judge().withoutOrder());
    assertThat(verdict.isEqual()).as(verdict.toString()).isTrue();
  }

  /** Every 31st command that matters is answered so, and each of them once at the beginning. */
  private static FaultPlan nowAndThen(Fault fault) {
    var number = new AtomicInteger();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (moment, call) ->
        moment == Moment.RECEIVED
                && ASKED.contains(call.name())
                && (seen.add(call.name()) || number.incrementAndGet() % 31 == 0)
            ? fault
            : new Fault.None();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [THROTTLED] Slow down",
        "NO [LIMIT] Rate limit hit.",
        "BAD Request is throttled. Suggested Backoff Time: 60000 milliseconds",
        "NO Request is throttled. Suggested Backoff Time: 299961 milliseconds",
        "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)",
        "NO [ALERT] Too many simultaneous connections. (Failure)",
        "NO [UNAVAILABLE] Server is busy, please try again in 5 minutes",
        "NO 429 Too Many Requests. Retry-After: 120",
        "NO Application is over its MailboxConcurrency limit.",
        "NO [LIMIT] Daily transfer limit reached",
        "NO Requests are coming too fast, slow down",
        "NO [UNAVAILABLE] Down for maintenance"
      })
  void copesWithWhateverWordsTheyUse(String words) {
    try (MemoryPair pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(2, 3);
      pair.source.faults(nowAndThen(new Fault.Answer(words)));
      pair.destination.faults(nowAndThen(new Fault.Answer(words)));

      List<PassReport> passes = pair.transfer.copyAndComeBack();

      pair.source.faults(FaultPlan.none());
      pair.destination.faults(FaultPlan.none());
      assertWhole(pair, passes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* BYE Too many connections, try again later",
        "* BYE [UNAVAILABLE] Server is shutting down for maintenance",
        "* BYE Session expired, please login again"
      })
  void copesWithFarewells(String farewell) {
    try (MemoryPair pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(2, 3);
      pair.source.faults(hangUp(farewell));
      pair.destination.faults(hangUp(farewell));

      List<PassReport> passes = pair.transfer.copyAndComeBack();

      pair.source.faults(FaultPlan.none());
      pair.destination.faults(FaultPlan.none());
      assertWhole(pair, passes);
    }
  }

  /** Every 31st command is the last of its connection. */
  private static FaultPlan hangUp(String farewell) {
    var number = new AtomicInteger();
    Set<Integer> leaving = ConcurrentHashMap.newKeySet();
    return (moment, call) -> {
      if (moment == Moment.DONE && leaving.contains(call.connection())) {
        return new Fault.Drop(Fault.Cut.FIN);
      }
      if (moment != Moment.RECEIVED
          || !ASKED.contains(call.name())
          || number.incrementAndGet() % 31 != 0) {
        return new Fault.None();
      }
      leaving.add(call.connection());
      return new Fault.Say(List.of(farewell));
    };
  }

  @Test
  void sitsOutAServerThatIsClosedForHours() {
    try (MemoryPair pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(2, 3);
      Instant opensAgain = pair.transfer.now().plus(Duration.ofHours(9));
      var stored = new AtomicInteger();
      var refused = new AtomicInteger();
      pair.destination.faults(
          (moment, call) -> {
            boolean hasBegun =
                stored.get() >= 2
                    || (isAppend(call) && moment == Moment.DONE && stored.incrementAndGet() >= 2);
            boolean isClosed = hasBegun && pair.transfer.now().isBefore(opensAgain);
            if (!isClosed || moment != Moment.RECEIVED) {
              return new Fault.None();
            }
            refused.incrementAndGet();
            return new Fault.Answer("NO [UNAVAILABLE] Closed until tomorrow");
          });

      List<PassReport> passes = pair.transfer.copyAndComeBack();

      assertWhole(pair, passes);
      assertThat(passes.size() - 1).as("absences").isPositive();
      assertThat(pair.transfer.now()).isBefore(opensAgain.plus(Duration.ofHours(3)));
      assertThat(refused.get()).as("asked now and then, and no more").isLessThan(300);
    }
  }

  private static boolean isAppend(CommandCall call) {
    return call.name().equals("APPEND");
  }

  @Test
  void getsThroughAStorm() {
    try (MemoryPair pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(3, 5);
      // As an API that answers 429 to all but a few requests a second.
      var second = new AtomicInteger();
      var inThisSecond = new AtomicInteger();
      FaultPlan storm =
          (moment, call) -> {
            if (moment != Moment.RECEIVED || !ASKED.contains(call.name())) {
              return new Fault.None();
            }
            int now = (int) pair.transfer.now().getEpochSecond();
            if (second.getAndSet(now) != now) {
              inThisSecond.set(0);
            }
            return inThisSecond.incrementAndGet() > 12
                ? new Fault.Answer("NO 429 Too many requests. Retry-After: 1")
                : new Fault.None();
          };
      pair.source.faults(storm);

      List<PassReport> passes = pair.transfer.copyAndComeBack();

      pair.source.faults(FaultPlan.none());
      assertWhole(pair, passes);
    }
  }

  @Test
  void costsAHealthyServerNoCommandMore() {
    try (MemoryPair pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(1, 50);
      assertWhole(pair, pair.transfer.copyAndComeBack());

      assertThat(pair.transfer.retries()).isEmpty();
      assertThat(pair.transfer.pauses()).isEmpty();
    }
  }
}
