package org.transhume.imap.testkit.memory;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Guards every account, mailbox and message of one server. Held only for work in memory: never
 * while a socket is read or written, never while a fault waits.
 */
final class ServerLock {
  private final ReentrantLock lock = new ReentrantLock();

  <T> T hold(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void run(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
