package org.transhume.wrong;

import java.time.Clock;
import java.util.function.LongSupplier;

public final class TakesTheMachinesClock {
  Clock clock() {
    return Clock.systemUTC();
  }

  long nanos() {
    return System.nanoTime();
  }

  LongSupplier nanosByReference() {
    return System::nanoTime;
  }
}
