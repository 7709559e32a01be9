package org.transhume.engine.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Promise;
import org.transhume.mail.Scope;
import org.transhume.mail.UidValidity;

/**
 * A connection with one folder selected: requests are carried out one after another, in the order
 * they were made, by a virtual thread of its own, which is the one that reads.
 */
final class MemoryConnection {
  /** Guards all fields that change; no request runs while it is held. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition requested = lock.newCondition();

  /** Nobody waits for room here: what is in it are requests, never octets. */
  private final Deque<Request<?>> requests = new ArrayDeque<>();

  private final MemorySession session;
  private boolean dead;
  private @Nullable MemoryFolder folder;
  private @Nullable MailboxName name;
  private @Nullable UidValidity life;

  /**
   * A request under way.
   *
   * @param whenDead done in place of {@code work} when the connection dies before it
   */
  private record Request<T>(
      Command command, Supplier<T> work, Runnable whenDead, Promise<T> outcome) {
    void run() {
      try {
        outcome.complete(work.get());
      } catch (RuntimeException e) {
        outcome.fail(e);
      }
    }
  }

  MemoryConnection(MemorySession session) {
    this.session = session;
    session.opened(this);
    Thread.ofVirtual().name("memory-connection").start(this::read);
  }

  boolean select(MailboxName name) {
    MemoryFolder found =
        session
            .account()
            .find(name)
            .filter(MemoryFolder::isSelectable)
            .orElseThrow(
                () ->
                    session.failure(
                        Command.OPEN,
                        Problem.FOLDER_MISSING,
                        Scope.FOLDER,
                        "[NONEXISTENT] No such mailbox"));
    folder = found;
    this.name = found.name();
    life = found.uidValidity();
    return true;
  }

  /** The selected folder, if it still is what was selected. */
  MemoryFolder folder(Command command) {
    MemoryFolder selected = java.util.Objects.requireNonNull(folder);
    Optional<MemoryFolder> present = session.account().find(selected.name());
    if (present.isEmpty() || present.get() != selected || !selected.name().equals(name)) {
      die();
      throw session.failure(
          command, Problem.FOLDER_MISSING, Scope.FOLDER, "[NONEXISTENT] Mailbox is no more");
    }
    if (!selected.uidValidity().equals(life)) {
      die();
      throw session.failure(
          command, Problem.UIDVALIDITY_CHANGED, Scope.FOLDER, "UIDVALIDITY is another now");
    }
    return selected;
  }

  /** Sends a command of which a fault may strike. */
  <T> Handle<T> command(Command command, Supplier<T> work) {
    return send(command, () -> session.perform(command, work, this::die), () -> {});
  }

  /**
   * Sends a request as it is.
   *
   * @throws EndpointException if the connection is dead
   */
  <T> Handle<T> send(Command command, Supplier<T> work, Runnable whenDead) {
    var request = new Request<>(command, work, whenDead, new Promise<T>());
    lock.lock();
    try {
      if (dead) {
        throw session.lost(command);
      }
      requests.add(request);
      requested.signal();
    } finally {
      lock.unlock();
    }
    return request.outcome();
  }

  boolean isDead() {
    lock.lock();
    try {
      return dead;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The connection is no more, and what was asked and not answered fails; as often as one likes.
   */
  void die() {
    var unanswered = new ArrayDeque<Request<?>>();
    lock.lock();
    try {
      dead = true;
      unanswered.addAll(requests);
      requests.clear();
      requested.signal();
    } finally {
      lock.unlock();
    }
    for (Request<?> request : unanswered) {
      request.whenDead().run();
      request.outcome().fail(session.lost(request.command()));
    }
  }

  void close() {
    die();
    session.gaveBack(this);
  }

  private void read() {
    for (Request<?> request = next(); request != null; request = next()) {
      request.run();
    }
  }

  private @Nullable Request<?> next() {
    lock.lock();
    try {
      while (requests.isEmpty() && !dead) {
        requested.awaitUninterruptibly();
      }
      return requests.poll();
    } finally {
      lock.unlock();
    }
  }
}
