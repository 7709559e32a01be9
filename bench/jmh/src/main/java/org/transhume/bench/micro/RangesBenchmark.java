package org.transhume.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.UidSet;

/** A column of the ledger in memory, for each of a hundred thousand messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RangesBenchmark {
  private static final int MESSAGES = 100_000;

  private RangeMap flags = new RangeMap();
  private UidSet everySecond = UidSet.empty();
  private UidSet all = UidSet.empty();

  @Setup
  public void setUp() {
    flags = varied();
    var even = new UidSet.Builder();
    for (long uid = 2; uid <= MESSAGES; uid += 2) {
      even.add(uid);
    }
    everySecond = even.build();
    all = UidSet.range(1, MESSAGES);
  }

  private static RangeMap varied() {
    var map = new RangeMap();
    for (long uid = 1; uid <= MESSAGES; uid++) {
      map.put(uid, uid, uid * 31 % 7);
    }
    return map;
  }

  /** Such as the state of messages: one range in the end. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public RangeMap putEqual() {
    var map = new RangeMap();
    for (long uid = 1; uid <= MESSAGES; uid++) {
      map.put(uid, uid, 1);
    }
    return map;
  }

  /** Such as flags: a range for each message. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public RangeMap putVaried() {
    return varied();
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long lookUp() {
    long sum = 0;
    for (long uid = 1; uid <= MESSAGES; uid++) {
      sum += flags.get(uid).orElse(0);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public UidSet minus() {
    return all.minus(everySecond);
  }
}
