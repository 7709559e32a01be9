package org.transhume.connector.imap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.ConnectionState;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.Reason;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Sleeper;

/**
 * The logged-in connections of one account, no more than allowed. When the server refuses another
 * one while some are open, that is how many it allows from then on. A login that is cut is tried
 * again, a few times: it costs a pause, and giving up would cost the whole pass.
 */
final class ConnectionPool implements AutoCloseable {
  /** Few enough that a server which hangs up on a wrong password does not lock the account. */
  private static final int LOGIN_TRIES = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Supplier<ImapConnection> dial;
  private final Faults faults;
  private final Sleeper sleeper;

  /** Guards all fields below; nothing blocks under it but waiting for {@link #changed}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Deque<ImapConnection> idle = new ArrayDeque<>();
  private final Set<ImapConnection> lent = new HashSet<>();
  private int dialing;

  /** Of those, begun before anybody asked for them. */
  private int ahead;

  /** Who waits for a connection. */
  private int waiting;

  private int cap;
  private boolean wasConnected;
  private boolean closed;

  /**
   * A pool without connections yet.
   *
   * @param dial connects and logs in, or throws {@link ImapException}; may be called by several
   *     threads at a time
   */
  ConnectionPool(
      Supplier<ImapConnection> dial, Faults faults, int maxConnections, Sleeper sleeper) {
    this.dial = dial;
    this.faults = faults;
    this.sleeper = sleeper;
    this.cap = maxConnections;
  }

  /**
   * A connection on loan.
   *
   * @param isFresh whether it was just made; another may have died unnoticed
   */
  record Loan(ImapConnection imap, boolean isFresh) {}

  /**
   * Lends a connection, and waits for one while as many as allowed are lent: as long as somebody
   * works in a folder, until the pool is closed or the thread is interrupted.
   *
   * @throws EndpointException if no connection can be made
   */
  Loan take() {
    while (true) {
      ImapConnection ready = readyOrMayDial();
      if (ready != null) {
        return new Loan(ready, false);
      }
      Loan fresh = dialed();
      if (fresh != null) {
        return fresh;
      }
    }
  }

  /** An idle connection, or null when one more may be made, which is counted from here on. */
  private @Nullable ImapConnection readyOrMayDial() {
    lock.lock();
    try {
      while (true) {
        if (closed) {
          throw faults.accountClosed(Doing.CONNECTING);
        }
        for (ImapConnection ready = idle.poll(); ready != null; ready = idle.poll()) {
          if (isUsable(ready)) {
            lent.add(ready);
            return ready;
          }
        }
        if (lent.size() + dialing < cap && ahead <= waiting) {
          dialing++;
          return null;
        }
        waiting++;
        try {
          changed.await();
        } finally {
          waiting--;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("Interrupted while waiting for a connection");
      cancelled.initCause(e);
      throw cancelled;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes connections in the background until there are so many, or as many as are allowed. Only
   * after a login that succeeded: what is wrong with the password is tried once.
   */
  void connectAhead(int connections) {
    int missing;
    lock.lock();
    try {
      boolean mayDial = wasConnected && !closed;
      int there = idle.size() + lent.size() + dialing;
      missing = mayDial ? Math.max(0, Math.min(connections, cap) - there) : 0;
      dialing += missing;
      ahead += missing;
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < missing; i++) {
      Thread.ofVirtual().name("imap-ahead").start(this::dialAhead);
    }
  }

  private void dialAhead() {
    try {
      Loan made = dialed();
      if (made != null) {
        giveBack(made);
      }
    } catch (RuntimeException e) {
      // Whoever needs a connection makes one, and is told.
    } finally {
      noLongerAhead();
    }
  }

  private void noLongerAhead() {
    lock.lock();
    try {
      ahead--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A new connection, or null if the server allows no more than there are. */
  private @Nullable Loan dialed() {
    ImapConnection made = null;
    try {
      for (int tries = 1; made == null; tries++) {
        try {
          made = dial.get();
        } catch (ImapException e) {
          if (lowered(e)) {
            return null;
          }
          if (e.reason() != Reason.CONNECTION_LOST || tries == LOGIN_TRIES) {
            throw failed(e);
          }
          sleeper.sleep(FIRST_PAUSE.multipliedBy(1L << (2 * (tries - 1))));
        }
      }
    } catch (RuntimeException e) {
      notDialing();
      throw e;
    }
    lock.lock();
    try {
      dialing--;
      wasConnected = true;
      if (!closed) {
        lent.add(made);
        return new Loan(made, true);
      }
    } finally {
      lock.unlock();
    }
    made.close();
    throw faults.accountClosed(Doing.CONNECTING);
  }

  private boolean lowered(ImapException refusal) {
    lock.lock();
    try {
      // Dead ones do not count: a server that restarts refuses everybody.
      long living = lent.stream().filter(ConnectionPool::isUsable).count();
      int others = (int) living + idle.size() + dialing - 1;
      if (others == 0 || !isFull(refusal)) {
        return false;
      }
      dialing--;
      cap = Math.min(cap, others);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a connection was refused because there are too many: said, or shown by hanging up. */
  private static boolean isFull(ImapException refusal) {
    return switch (refusal.reason()) {
      case CONNECTION_LOST, BYE, GREETING_BYE -> true;
      default -> Faults.rule(refusal, Doing.CONNECTING).problem() == Problem.THROTTLED;
    };
  }

  private void notDialing() {
    lock.lock();
    try {
      dialing--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private EndpointException failed(ImapException e) {
    Ruling ruling = Faults.rule(e, Doing.CONNECTING);
    // Once we were in, what comes later is a server that restarts or has not yet noticed that our
    // last connection is gone: a pause is enough.
    boolean passing = hasBeenConnected() && ruling.retry() == Retry.AFTER;
    return faults.of(passing ? ruling.within(Scope.CONNECTION) : ruling, e, Doing.CONNECTING, "");
  }

  private boolean hasBeenConnected() {
    lock.lock();
    try {
      return wasConnected;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isUsable(ImapConnection connection) {
    return connection.isOpen() && connection.state() != ConnectionState.LOGOUT;
  }

  /** Takes a connection back, for the next one who asks if it can still be used. */
  void giveBack(Loan loan) {
    boolean kept;
    lock.lock();
    try {
      kept = lent.remove(loan.imap()) && !closed && isUsable(loan.imap());
      if (kept) {
        idle.push(loan.imap());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (!kept) {
      loan.imap().close();
    }
  }

  /** Takes a connection back that nobody must use any more. */
  void drop(Loan loan) {
    lock.lock();
    try {
      lent.remove(loan.imap());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    loan.imap().close();
  }

  /** How many connections there may be at a time, as far as is known. */
  int cap() {
    lock.lock();
    try {
      return cap;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all connections, those on loan too, and whoever waits for one. */
  @Override
  public void close() {
    List<ImapConnection> resting;
    List<ImapConnection> working;
    lock.lock();
    try {
      closed = true;
      resting = new ArrayList<>(idle);
      working = new ArrayList<>(lent);
      idle.clear();
      lent.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (ImapConnection connection : resting) {
      var _ = connection.logout(); // A farewell costs nothing, waiting for the answer would.
      connection.close();
    }
    working.forEach(ImapConnection::close);
  }
}
