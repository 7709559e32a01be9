package org.transhume.imap.testkit.james;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.daemon.RealServer;

/**
 * A real Apache James that keeps its mail in memory, on loopback ports of its own, its files in a
 * temporary folder. It ends with {@link #close()} and, whatever happens to this process, with it.
 * Takes some ten seconds to start and 300 MB. Thread-safe.
 */
public final class JamesServer implements RealServer {
  /** Between the levels of its mailbox names. */
  public static final char SEPARATOR = '.';

  private static final int HTTP_NO_CONTENT = 204;

  /**
   * What is started, compiled by the JVM itself: James as its own main class starts it, but for the
   * threads of conversation. To find the one a message belongs to, James in memory parses the
   * headers of everything its owner has, at every APPEND: 10,000 of them take an hour.
   */
  private static final String MAIN =
      """
      import com.google.inject.AbstractModule;
      import org.apache.james.FakeSearchMailboxModule;
      import org.apache.james.JamesServerMain;
      import org.apache.james.MemoryJamesConfiguration;
      import org.apache.james.MemoryJamesServerMain;
      import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
      import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
      import org.apache.james.modules.server.JMXServerModule;

      final class JamesWithoutThreads {
        static final class NoThreads extends AbstractModule {
          @Override
          protected void configure() {
            bind(ThreadIdGuessingAlgorithm.class).to(NaiveThreadIdGuessingAlgorithm.class);
          }
        }

        public static void main(String[] arguments) throws Exception {
          var configuration =
              MemoryJamesConfiguration.builder().useWorkingDirectoryEnvProperty().build();
          JamesServerMain.main(
              MemoryJamesServerMain.createServer(configuration)
                  .combineWith(new FakeSearchMailboxModule(), new JMXServerModule())
                  .overrideWith(new NoThreads()));
        }
      }
      """;

  private final Path root;
  private final Map<String, String> users;
  private final int port;
  private final int administrationPort;
  private final Daemon daemon;

  private JamesServer(String classPath, Map<String, String> users) throws IOException {
    this.users = Map.copyOf(users);
    users.keySet().forEach(JamesServer::requirePlain);
    root = Daemon.newFolder("testkit-james", false);
    port = Daemon.freePort();
    administrationPort = Daemon.freePort();
    JamesConfig.write(root.resolve("conf"), port, administrationPort);
    Path arguments = root.resolve("arguments");
    Files.writeString(arguments, arguments(classPath));
    Path main = root.resolve("JamesWithoutThreads.java");
    Files.writeString(main, MAIN);
    daemon =
        new Daemon(
            root,
            port,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                main.toString()),
            Map.of());
  }

  /**
   * Starts a server and waits until users can log in.
   *
   * @param classPath from {@link JamesClassPath}
   * @param users names, of letters and digits, and passwords
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
      String failure = daemon.awaitReady(() -> "", said -> false);
      if (failure.isEmpty()) {
        failure = daemon.awaitListener(administrationPort);
      }
      if (!failure.isEmpty()) {
        throw new IllegalStateException("James did not start: " + failure);
      }
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

  /** The port for plain connections. */
  @Override
  public int port() {
    return port;
  }

  @Override
  public char separator() {
    return SEPARATOR;
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public Map<String, String> users() {
    return users;
  }

  /** What the server has printed so far. */
  @Override
  public String log() {
    return daemon.output();
  }

  @Override
  public void close() {
    daemon.close();
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

  private void addUser(HttpClient administration, String user, String password)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://" + Daemon.HOST + ":" + administrationPort + "/users/" + user))
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"password\":\"" + escaped(password) + "\"}", StandardCharsets.UTF_8))
            .build();
    HttpResponse<String> answer =
        administration.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != HTTP_NO_CONTENT) {
      throw new IOException("James did not take user " + user + ": " + answer.statusCode());
    }
  }

  private static void requirePlain(String user) {
    if (!user.chars().allMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("names are letters and digits: " + user);
    }
  }
}
