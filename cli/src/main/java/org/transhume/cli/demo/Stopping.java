package org.transhume.cli.demo;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the demonstration end in order when the process is asked to: the child that runs is killed,
 * no other is started, and whatever was begun is closed by whoever began it.
 */
final class Stopping {
  /** Guards both fields. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean isAsked;
  private Optional<Process> child = Optional.empty();

  /** Starts a process that is killed when the end is asked for. */
  Process guard(ProcessBuilder builder) throws IOException {
    lock.lock();
    try {
      check();
      Process started = builder.start();
      child = Optional.of(started);
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all that runs. */
  void ask() {
    lock.lock();
    try {
      isAsked = true;
      child.ifPresent(Process::destroyForcibly);
    } finally {
      lock.unlock();
    }
  }

  boolean isAsked() {
    lock.lock();
    try {
      return isAsked;
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the demonstration if its end was asked for. */
  void check() {
    if (isAsked()) {
      throw new CancellationException();
    }
  }
}
