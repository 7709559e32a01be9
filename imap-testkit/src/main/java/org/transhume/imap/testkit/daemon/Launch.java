package org.transhume.imap.testkit.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/**
 * Starts a server and waits for it; once more if it must be, since a port that was free a moment
 * ago may be taken by now.
 */
public final class Launch {
  private static final int TRIES = 3;

  private Launch() {}

  /** Starts its program, each time on another port. */
  @FunctionalInterface
  public interface Start<S> {
    S another() throws IOException;
  }

  /** Waits until it takes connections; answers why it will not, or an empty text. */
  @FunctionalInterface
  public interface Wait<S> {
    String failure(S server) throws IOException;
  }

  /**
   * A server that takes connections.
   *
   * @param make what it is called
   * @param triesAgain whether another try may help, by what the server said
   * @throws IllegalStateException with the server's words if it does not start; it is closed then
   */
  public static <S extends RealServer> S untilReady(
      String make, Start<S> start, Wait<S> wait, Predicate<String> triesAgain) {
    try {
      for (int i = 1; ; i++) {
        S server = start.another();
        String failure = wait.failure(server);
        if (failure.isEmpty()) {
          return server;
        }
        server.close();
        if (i == TRIES || !triesAgain.test(failure)) {
          throw new IllegalStateException(make + " did not start: " + failure);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
