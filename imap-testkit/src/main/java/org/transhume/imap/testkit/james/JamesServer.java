package org.transhume.imap.testkit.james;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * A real Apache James that keeps its mail in memory, on loopback ports of its own, its files in a
 * temporary folder. It ends with {@link #close()} and, whatever happens to this process, with it: a
 * small shell holds the end of a pipe, stops it when the pipe breaks and removes the folder. Takes
 * some ten seconds to start and 300 MB. Thread-safe.
 */
public final class JamesServer implements AutoCloseable {
  /** Between the levels of its mailbox names. */
  public static final char SEPARATOR = '.';

  private static final String HOST = "127.0.0.1";
  private static final int POLL_MILLIS = 50;
  private static final int START_POLLS = 2400;
  private static final int STOP_SECONDS = 20;
  private static final int HTTP_NO_CONTENT = 204;

  /**
   * Starts the server, stops it when standard input ends, removes its folder (the first word).
   * Ctrl-C reaches every process of a terminal; this one outlives it to do its work.
   */
  private static final String GUARD =
      "trap '' INT HUP; root=$1; shift; cd /; \"$@\" </dev/null & server=$!; read -r _ || :;"
          + " kill -KILL $server; wait $server; rm -rf \"$root\"";

  private final Path root;
  private final Map<String, String> users;
  private final int port;
  private final int administrationPort;
  private final Process guard;

  private JamesServer(String classPath, Map<String, String> users) throws IOException {
    this.users = Map.copyOf(users);
    users.forEach(JamesServer::requirePlain);
    root = Files.createTempDirectory("testkit-james");
    port = freePort();
    administrationPort = freePort();
    JamesConfig.write(root.resolve("conf"), port, administrationPort);
    Path arguments = root.resolve("arguments");
    Files.writeString(arguments, arguments(classPath));
    guard =
        new ProcessBuilder(
                "sh",
                "-c",
                GUARD,
                "sh",
                root.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                "org.apache.james.MemoryJamesServerMain")
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("out").toFile())
            .start();
  }

  /**
   * Starts a server and waits until users can log in.
   *
   * @param classPath from {@link JamesClassPath}
   * @param users names and passwords, of letters and digits
   */
  public static JamesServer start(String classPath, Map<String, String> users)
      throws InterruptedException {
    JamesServer server = launch(classPath, users);
    server.awaitReady();
    return server;
  }

  /** Starts a server and does not wait: {@link #awaitReady} must be called before it is used. */
  public static JamesServer launch(String classPath, Map<String, String> users) {
    try {
      return new JamesServer(classPath, users);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until users can log in.
   *
   * @throws IllegalStateException with the server's words if it does not start; it is closed then
   */
  public void awaitReady() throws InterruptedException {
    boolean isReady = false;
    try (HttpClient administration = HttpClient.newHttpClient()) {
      awaitListener(port);
      awaitListener(administrationPort);
      for (var user : users.entrySet()) {
        addUser(administration, user.getKey(), user.getValue());
      }
      isReady = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!isReady) {
        close();
      }
    }
  }

  public String host() {
    return HOST;
  }

  /** The port for plain connections. */
  public int port() {
    return port;
  }

  /** Logs one of the users in. */
  public SeedImap logIn(String user) {
    String password = users.get(user);
    if (password == null) {
      throw new IllegalArgumentException("no user " + user);
    }
    return SeedImap.logIn(HOST, port, user, password);
  }

  /** What the server has printed so far. */
  public String log() {
    try {
      Path out = root.resolve("out");
      return Files.exists(out) ? Files.readString(out) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server at once, waits until it is gone and its folder with it. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
    } catch (IOException brokenAlready) {
      // The guard is gone, and it does not go before its work is done.
    }
    try {
      if (!guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("James did not stop: " + log());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String arguments(String classPath) {
    // A backslash escapes inside quotation marks in such a file.
    return """
    -Xmx384m
    -XX:+UseSerialGC
    -XX:TieredStopAtLevel=1
    --enable-native-access=ALL-UNNAMED
    "-Dworking.directory=%s"
    "-Dlogback.configurationFile=%s"
    -cp "%s"
    """
        .formatted(
            escaped(root.toString()),
            escaped(root.resolve("conf").resolve("logback.xml").toString()),
            escaped(classPath));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private void awaitListener(int listener) throws InterruptedException {
    for (int i = 0; i < START_POLLS && guard.isAlive(); i++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(HOST), listener), 1000);
        return;
      } catch (IOException notYet) {
        if (guard.children().findAny().isEmpty() && i > 0) {
          break;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    throw new IllegalStateException("James did not start: " + log());
  }

  private void addUser(HttpClient administration, String user, String password)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://" + HOST + ":" + administrationPort + "/users/" + user))
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"password\":\"" + password + "\"}", StandardCharsets.US_ASCII))
            .build();
    HttpResponse<String> answer =
        administration.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != HTTP_NO_CONTENT) {
      throw new IOException("James did not take user " + user + ": " + answer.statusCode());
    }
  }

  private static void requirePlain(String user, String password) {
    if (!(user + password).chars().allMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("names and passwords are letters and digits: " + user);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }
}
