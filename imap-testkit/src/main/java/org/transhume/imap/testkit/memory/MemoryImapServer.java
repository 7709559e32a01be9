package org.transhume.imap.testkit.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * An IMAP4rev1 server (RFC 3501) in memory, on a loopback port of its own, with the extensions of
 * {@link Extension}. It starts in about a millisecond and keeps to the RFC where it is told nothing
 * else; options and faults make it lie, refuse and break. TLS from the first octet or not at all:
 * it knows no STARTTLS. Thread-safe.
 */
public final class MemoryImapServer implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final ServerLock lock = new ServerLock();
  private final Map<String, MemoryAccount> accounts = new ConcurrentHashMap<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<CommandCall> log = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connectionNumber = new AtomicInteger();
  private final AtomicLong lastUidValidity = new AtomicLong(1_500_000_000L);
  private volatile MemoryOptions options;
  private volatile FaultPlan faultPlan = FaultPlan.none();

  private MemoryImapServer(MemoryOptions options, ServerSocketFactory sockets) throws IOException {
    this.options = options;
    listener = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Starts a server with every usual extension. */
  public static MemoryImapServer start() {
    return start(MemoryOptions.builder().build());
  }

  /** Starts a server that behaves as the options say. */
  public static MemoryImapServer start(MemoryOptions options) {
    return start(options, ServerSocketFactory.getDefault());
  }

  /** The same behind implicit TLS (RFC 8314 section 3.2). */
  public static MemoryImapServer startTls(MemoryOptions options, SSLContext tls) {
    return start(options, tls.getServerSocketFactory());
  }

  private static MemoryImapServer start(MemoryOptions options, ServerSocketFactory sockets) {
    try {
      var server = new MemoryImapServer(options, sockets);
      Thread.ofVirtual().name("memory-imap-" + server.port()).start(server::accept);
      return server;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** Loopback address the server listens at. */
  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Adds a user with an INBOX and nothing else. */
  public MemoryAccount addAccount(String user, String password) {
    var account = new MemoryAccount(lock, lastUidValidity::incrementAndGet, user, password);
    if (accounts.putIfAbsent(user, account) != null) {
      throw new IllegalArgumentException("account exists: " + user);
    }
    return account;
  }

  /** The account of a user, which must exist. */
  public MemoryAccount account(String user) {
    return findAccount(user).orElseThrow(() -> new IllegalArgumentException("no user " + user));
  }

  public MemoryOptions options() {
    return options;
  }

  /** Changes the options, for open connections too. */
  public void reconfigure(UnaryOperator<MemoryOptions> change) {
    options = change.apply(options);
  }

  /** Replaces the fault plan; {@link FaultPlan#none()} ends all faults. */
  public void faults(FaultPlan plan) {
    faultPlan = plan;
  }

  /** Every command so far that could be read, in the order they came; secrets left out. */
  public List<CommandCall> commands() {
    return List.copyOf(log);
  }

  /** How many commands of this name have come so far: {@code APPEND}, {@code UID FETCH}. */
  public int count(String name) {
    AtomicInteger count = counts.get(name);
    return count == null ? 0 : count.get();
  }

  /** How many connections have been made so far. */
  public int connectionsMade() {
    return connectionNumber.get();
  }

  /** How many connections are open now. */
  public int connectionsOpen() {
    return connections.size();
  }

  /** Closes every connection as a crash of the server process would; the mail stays. */
  public void dropConnections() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (IOException gone) {
        // It is closed, which is all that was wanted.
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      dropConnections();
    }
  }

  FaultPlan faultPlan() {
    return faultPlan;
  }

  ServerLock lock() {
    return lock;
  }

  Optional<MemoryAccount> findAccount(String user) {
    return Optional.ofNullable(accounts.get(user));
  }

  int counted(String name) {
    return counts.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
  }

  void log(CommandCall call) {
    log.add(call);
  }

  void leave(MemoryAccount account) {
    lock.run(() -> account.connections--);
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  String capabilities(boolean isAuthenticated) {
    MemoryOptions now = options;
    var words = new StringJoiner(" ");
    words.add("IMAP4rev1");
    for (Extension extension : now.extensions()) {
      boolean isForLogin = extension == Extension.SASL_IR || extension == Extension.AUTH_PLAIN;
      if (!isForLogin || !isAuthenticated) {
        words.add(announcement(extension, now));
      }
    }
    now.extraCapabilities().forEach(words::add);
    return words.toString();
  }

  private static String announcement(Extension extension, MemoryOptions options) {
    return switch (extension) {
      case APPENDLIMIT ->
          options.appendLimitBytes().isPresent()
              ? "APPENDLIMIT=" + options.appendLimitBytes().getAsLong()
              : "APPENDLIMIT";
      case QUOTA -> "QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE";
      default -> extension.protocolName();
    };
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        var connection = new Connection(this, socket, connectionNumber.incrementAndGet());
        connections.add(connection);
        Thread.ofVirtual().name("memory-imap-connection").start(connection);
        if (listener.isClosed()) {
          dropConnections();
        }
      } catch (IOException closed) {
        // Closed by close(), or the peer went away before it was served: the loop decides.
      }
    }
  }
}
