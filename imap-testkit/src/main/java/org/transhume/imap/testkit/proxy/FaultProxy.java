package org.transhume.imap.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stands on a loopback port of its own in front of a server and makes the way there long, narrow or
 * treacherous: see {@link ProxiedConnection} and {@link LineRule} for what it can do to each
 * connection. Settings of the proxy hold for connections made after them. It looks into IMAP just
 * as far as it must to count commands and to find lines; other protocols pass as well. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BACKLOG = 200;
  private static final int CONNECT_MILLIS = 20_000;

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final ConcurrentLinkedQueue<ProxiedConnection> connections =
      new ConcurrentLinkedQueue<>();
  private volatile Duration oneWayLatency = Duration.ZERO;
  private volatile long bytesPerSecond;
  private volatile boolean refuses;
  private volatile Consumer<ProxiedConnection> preparation = connection -> {};

  private FaultProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Starts a proxy in front of a server on a loopback port. */
  public static FaultProxy before(int port) {
    try {
      var proxy = new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::accept);
      return proxy;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Delays both directions by so much, without taking from their throughput. The handshake takes
   * its time as well: a greeting arrives after two round trips, as over a real distance.
   */
  public FaultProxy latency(Duration oneWay) {
    oneWayLatency = oneWay;
    return this;
  }

  /** Limits each direction of each connection; zero lifts the limit. */
  public FaultProxy throttle(long bytesPerSecondEachWay) {
    bytesPerSecond = bytesPerSecondEachWay;
    return this;
  }

  /** Called for each new connection before its first octet passes. */
  public FaultProxy eachConnection(Consumer<ProxiedConnection> value) {
    preparation = value;
    return this;
  }

  /** Ends new connections as soon as they are made; false takes them again. */
  public FaultProxy refuseConnections(boolean value) {
    refuses = value;
    return this;
  }

  /** All connections so far, those that have ended included, in the order they were made. */
  public List<ProxiedConnection> connections() {
    return List.copyOf(connections);
  }

  /** What has reached the proxy on all connections so far. */
  public Counts counts() {
    return connections.stream()
        .map(ProxiedConnection::counts)
        .reduce(new Counts(0, 0, 0, Map.of()), Counts::plus);
  }

  /** Ends every connection now. */
  public void cutAll(Cut how) {
    connections.forEach(connection -> connection.cut(how));
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cutAll(Cut.FIN);
    }
  }

  private void accept() {
    int number = 0;
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refuses) {
          client.close();
          continue;
        }
        int next = ++number;
        client.setTcpNoDelay(true);
        Thread.ofVirtual().name("proxy-connect").start(() -> connect(next, client));
      } catch (IOException closed) {
        // Closed by close(), or the client went away already: the loop decides.
      }
    }
  }

  private void connect(int number, Socket client) {
    Duration latency = oneWayLatency;
    try {
      // SYN, SYN+ACK and ACK take one way each before the server knows of the connection.
      TimeUnit.NANOSECONDS.sleep(latency.toNanos() * 3);
      var server = new Socket();
      server.setTcpNoDelay(true);
      server.connect(target, CONNECT_MILLIS);
      var connection = new ProxiedConnection(number, client, server);
      for (Direction direction : Direction.values()) {
        connection.latency(direction, latency).throttle(direction, bytesPerSecond);
      }
      preparation.accept(connection);
      connections.add(connection);
      connection.start();
      if (listener.isClosed()) {
        connection.cut(Cut.FIN);
      }
    } catch (IOException refused) {
      closeQuietly(client);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closeQuietly(client);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed, which is all that was wanted.
    }
  }
}
