package org.transhume.engine.testing;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** What one opened view of an account shares between its folders: connections, and their number. */
final class MemorySession {
  private static final int MOST_SECONDS_TO_WAIT = 30;

  private final MemoryAccount account;
  private final Side side;
  private final Semaphore connections;
  private final Set<MemoryConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  MemorySession(MemoryAccount account, Side side) {
    this.account = account;
    this.side = side;
    this.connections = new Semaphore(account.abilities().maxConnections());
  }

  MemoryAccount account() {
    return account;
  }

  FolderList folders() {
    return perform(
        Command.FOLDERS,
        () ->
            new FolderList(
                account.separator(),
                account.prefix(),
                account.folders().stream().map(MemoryFolder::listed).toList()));
  }

  /** A command outside any folder; one struck by a fault fails with what the port names. */
  <T> T perform(Command command, Supplier<T> work) {
    return perform(command, work, () -> {});
  }

  /**
   * Carries a command out, or what a fault makes of it.
   *
   * @param kill what kills the connection it came on
   */
  <T> T perform(Command command, Supplier<T> work, Runnable kill) {
    if (closed) {
      throw lost(command);
    }
    Fault fault = account.faults().strike(command).orElse(null);
    return switch (fault) {
      case null -> work.get();
      case Fault.Meanwhile(Runnable action) -> {
        action.run();
        yield work.get();
      }
      case Fault.Cut() -> {
        kill.run();
        throw lost(command);
      }
      case Fault.LoseAnswer(Landing _) -> {
        work.get();
        kill.run();
        throw lost(command);
      }
      case Fault.Refuse(Problem problem, EndpointException.Fault reach, String words) ->
          throw new EndpointException(problem, side, reach, attempted(command), words);
    };
  }

  /** A folder by the name it has now, on a connection of its own. */
  MemoryConnection connect(MailboxName name) {
    if (name.separator() != account.separator()) {
      throw new IllegalArgumentException("Not a name of this server: " + name);
    }
    takeConnection();
    var connection = new MemoryConnection(this);
    try {
      perform(Command.OPEN, () -> connection.select(name));
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private void takeConnection() {
    try {
      if (!connections.tryAcquire(MOST_SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
        throw failure(Command.OPEN, Problem.TIMEOUT, Scope.CONNECTION, "No connection came free");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("Interrupted while waiting for a connection");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  void opened(MemoryConnection connection) {
    open.add(connection);
    if (closed) {
      connection.close();
    }
  }

  void gaveBack(MemoryConnection connection) {
    if (open.remove(connection)) {
      connections.release();
    }
  }

  void close() {
    closed = true;
    open.forEach(MemoryConnection::close);
  }

  EndpointException lost(Command command) {
    return failure(command, Problem.CONNECTION_LOST, Scope.CONNECTION, "Connection reset");
  }

  EndpointException failure(Command command, Problem problem, Scope scope, String words) {
    Retry retry = scope == Scope.CONNECTION ? Retry.NOW : Retry.NEVER;
    return new EndpointException(
        problem, side, new EndpointException.Fault(scope, retry), attempted(command), words);
  }

  private static String attempted(Command command) {
    return command.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
