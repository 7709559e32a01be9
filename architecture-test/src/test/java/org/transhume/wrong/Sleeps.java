package org.transhume.wrong;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

public final class Sleeps {
  void inThread() throws InterruptedException {
    Thread.sleep(1);
  }

  void inUnits() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  void parked() {
    LockSupport.parkNanos(1);
  }
}
