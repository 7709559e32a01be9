package org.transhume.imap.testkit.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Speaks exactly what a {@link Transcript} says and expects exactly what it says, on a loopback
 * port of its own. A client that deviates is cut off at once; {@link #verifyCompleted} tells the
 * line, what was expected and what came. The n-th connection follows CONNECTION n.
 */
public final class ScriptedImapServer implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final Transcript transcript;
  private final Builder settings;
  private final ServerSocket listener;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch unfinished;

  private ScriptedImapServer(Transcript transcript, Builder settings) throws IOException {
    this.transcript = transcript;
    this.settings = settings;
    unfinished = new CountDownLatch(transcript.connectionCount());
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Starts a server that sends in one piece what is to be sent at once. */
  public static ScriptedImapServer start(Transcript transcript) {
    return builder().start(transcript);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How the server goes about it; not to be changed after the start. */
  public static final class Builder {
    private Delivery delivery = new Delivery.Whole();
    private Pauses pauses = Pauses.realTime();
    private Optional<SSLContext> tls = Optional.empty();
    private boolean isImplicitTls;
    private Duration patience = Duration.ofSeconds(20);

    private Builder() {}

    public Builder delivery(Delivery value) {
      delivery = value;
      return this;
    }

    public Builder pauses(Pauses value) {
      pauses = value;
      return this;
    }

    /** The certificate for {@code <starttls>}. */
    public Builder tls(SSLContext value) {
      tls = Optional.of(value);
      return this;
    }

    /** TLS from the first octet on. */
    public Builder implicitTls(SSLContext value) {
      isImplicitTls = true;
      return tls(value);
    }

    /** How long the client may say nothing where the transcript has it speak. */
    public Builder patience(Duration value) {
      patience = value;
      return this;
    }

    public ScriptedImapServer start(Transcript transcript) {
      try {
        var server = new ScriptedImapServer(transcript, this);
        Thread.ofVirtual().name("scripted-imap").start(server::accept);
        return server;
      } catch (IOException noPort) {
        throw new UncheckedIOException(noPort);
      }
    }

    Delivery delivery() {
      return delivery;
    }

    Pauses pauses() {
      return pauses;
    }

    Optional<SSLContext> tls() {
      return tls;
    }

    boolean isImplicitTls() {
      return isImplicitTls;
    }
  }

  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Waits until every connection of the transcript has been gone through; an {@link AssertionError}
   * if the client left it anywhere or made a connection too many.
   */
  public void verifyCompleted() {
    boolean isFinished;
    try {
      isFinished = unfinished.await(settings.patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the transcript's end", interrupted);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(String.join("\n", failures));
    }
    if (!isFinished) {
      throw new AssertionError(
          transcript.name()
              + ": "
              + unfinished.getCount()
              + " of "
              + transcript.connectionCount()
              + " connections did not get to the end");
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    int number = 0;
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        int next = number++;
        if (next >= transcript.connectionCount()) {
          fail(transcript.name() + ": there is no CONNECTION " + (next + 1));
          socket.close();
          continue;
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) settings.patience.toMillis());
        sockets.add(socket);
        Thread.ofVirtual().name("scripted-" + (next + 1)).start(() -> follow(next, socket));
      } catch (IOException closed) {
        // Closed by close(), or the client went away already: the loop decides.
      }
    }
  }

  private void follow(int number, Socket socket) {
    try {
      new ScriptedConnection(transcript, number, socket, settings)
          .follow()
          .ifPresentOrElse(this::fail, unfinished::countDown);
    } catch (IOException gone) {
      fail(transcript.name() + " connection " + (number + 1) + ": " + gone);
    }
  }

  /** Nobody needs to wait for the other connections any more. */
  private void fail(String why) {
    failures.add(why);
    while (unfinished.getCount() > 0) {
      unfinished.countDown();
    }
  }
}
