package org.transhume.imap.testkit.courier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.daemon.FetchedServers;
import org.transhume.imap.testkit.daemon.Identity;
import org.transhume.imap.testkit.daemon.Launch;
import org.transhume.imap.testkit.daemon.RealServer;

/**
 * A real Courier IMAP on a loopback port of its own. Where its files lie is compiled into it, so
 * that it gets a root of its own in a temporary folder; only root may change into that, and so only
 * root can start it. It ends with {@link #close()} and, whatever happens to this process, with it.
 * Thread-safe.
 */
public final class CourierServer implements RealServer {
  /** What Courier announces by itself. */
  public static final String ALL_IT_HAS =
      "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA"
          + " IDLE";

  private static final String NAME = "courier";
  private static final int MAIL_UID = 65534;
  private static final int RANDOM_REPEATS = 16;

  /**
   * Starts what tells the server of changes to files (it would start it by itself, but outside of
   * our process group, and wait a second for it at each command), and then the server.
   */
  private static final String START =
      """
      chroot --userspec=65534:65534 "$1" /usr/libexec/gam_server --notimeout "$2" &
      exec chroot "$1" /bin/sh /run.sh "$2"
      """;

  /** Starts both of its daemons; ends when the one that listens does. */
  private static final String RUN =
      """
      #!/bin/sh
      # Makes the table of users, and serves.
      cd /
      /usr/lib/courier/courier-authlib/makedatprog - /etc/courier/userdb.tmp /etc/courier/userdb.dat \
        </etc/courier/userdb.public || exit 1
      /usr/lib/courier/courier-authlib/makedatprog - /etc/courier/userdbshadow.tmp /etc/courier/userdbshadow.dat \
        </etc/courier/userdb.shadow || exit 1
      /usr/lib/courier/courier-authlib/authdaemond &
      tries=0
      until [ -S /run/courier/authdaemon/socket ]; do
        tries=$((tries + 1))
        [ $tries -lt 100000 ] || { echo "authdaemond made no socket"; exit 1; }
      done
      exec /usr/sbin/couriertcpd -address=127.0.0.1 -maxprocs=200 -maxperip=200 -nodnslookup -noidentlookup \
        "$1" /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir
      """;

  private final Path root;
  private final Map<String, String> users;
  private final int port;
  private final Daemon daemon;

  private CourierServer(Path root, String capability, Map<String, String> users)
      throws IOException {
    this.root = root;
    this.users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    port = Daemon.freePort();
    writeFiles();
    daemon =
        new Daemon(
            root,
            port,
            List.of("sh", "-c", START, "sh", jail().toString(), String.valueOf(port)),
            environment(capability, port));
  }

  /** Whether a Courier was fetched and we may start it. */
  public static boolean canRun() {
    return FetchedServers.find(NAME).isPresent() && System.getProperty("user.name").equals("root");
  }

  /** Whether tests that need it shall run; made for JUnit's {@code @EnabledIf}. */
  public static boolean shouldRun() {
    return canRun() || Boolean.getBoolean(Daemon.REQUIRED_PROPERTY);
  }

  /** Starts a server with all that Courier has, and waits until it takes connections. */
  public static CourierServer start(Map<String, String> users) {
    return start(ALL_IT_HAS, users);
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @param capability what it announces; it does all it can all the same
   * @param users names of letters and digits, and passwords without a line end
   */
  public static CourierServer start(String capability, Map<String, String> users) {
    return Launch.untilReady(
        "Courier",
        () -> new CourierServer(Daemon.newFolder("testkit-courier", true), capability, users),
        server -> server.daemon.awaitReady(() -> "", _ -> false),
        _ -> true);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public char separator() {
    return '.';
  }

  @Override
  public String prefix() {
    return "INBOX.";
  }

  @Override
  public Map<String, String> users() {
    return users;
  }

  /** Where a user's Maildir lies: the folder that is INBOX. */
  public Path maildirFolder(String user) {
    return jail().resolve("home").resolve(user).resolve("Maildir");
  }

  @Override
  public String log() {
    return daemon.output();
  }

  @Override
  public void close() {
    daemon.close();
  }

  private Path jail() {
    return root.resolve("jail");
  }

  private static Map<String, String> environment(String capability, int port) {
    var environment = new LinkedHashMap<String, String>();
    // The name of its socket, which all on this machine share.
    environment.put("GAM_CLIENT_ID", String.valueOf(port));
    environment.put("IMAP_CAPABILITY", capability);
    environment.put("IMAP_CAPABILITY_TLS", capability);
    environment.put("IMAP_KEYWORDS", "1");
    environment.put("IMAP_ACL", "1");
    environment.put("IMAP_IDLE_TIMEOUT", "60");
    environment.put("IMAP_MAILBOX_SANITY_CHECK", "0");
    environment.put("IMAP_USELOCKS", "1");
    environment.put("IMAP_ENHANCEDIDLE", "0");
    environment.put("IMAP_TLS_REQUIRED", "0");
    environment.put("IMAP_STARTTLS", "NO");
    environment.put("IMAP_UMASK", "022");
    environment.put("IMAP_TRASHFOLDERNAME", "Trash");
    environment.put("MAILDIRPATH", "Maildir");
    environment.put("PATH", "/usr/bin:/usr/sbin");
    return environment;
  }

  private void writeFiles() throws IOException {
    Identity.output(
        List.of("cp", "-a", FetchedServers.require(NAME).toString(), jail().toString()));
    Path settings = jail().resolve("etc").resolve("courier");
    Files.writeString(
        settings.resolve("authdaemonrc"),
        """
        authmodulelist="authuserdb"
        authmodulelistorig="authuserdb"
        daemons=2
        authdaemonvar=/run/courier/authdaemon
        DEBUG_LOGIN=0
        DEFAULTOPTIONS=""
        LOGGEROPTS=""
        """);
    Files.writeString(jail().resolve("run.sh"), RUN);
    Files.writeString(jail().resolve("etc/passwd"), "nobody:x:65534:65534:nobody:/home:/bin/sh\n");
    // Devices may be forbidden where the folder lies. These are enough: names, not secrets, are
    // made of it.
    Files.createFile(jail().resolve("dev/null"));
    Files.writeString(jail().resolve("dev/urandom"), root.toString().repeat(RANDOM_REPEATS));
    var known = new StringBuilder();
    var shadow = new StringBuilder();
    Path home = Files.createDirectories(jail().resolve("home"));
    for (var user : users.entrySet()) {
      known
          .append(user.getKey())
          .append("\tuid=")
          .append(MAIL_UID)
          .append("|gid=")
          .append(MAIL_UID)
          .append("|home=/home/")
          .append(user.getKey())
          .append("|shell=/bin/sh|_=\n");
      shadow.append(user.getKey()).append('\t').append(password(user.getValue())).append('\n');
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(maildirFolder(user.getKey()).resolve(part));
      }
    }
    Files.writeString(settings.resolve("userdb.public"), known + ".\n");
    Files.writeString(settings.resolve("userdb.shadow"), shadow + ".\n");
    Files.createFile(
        settings.resolve("userdb"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Identity.output(List.of("chown", "-R", MAIL_UID + ":" + MAIL_UID, home.toString()));
  }

  private static String password(String password) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return "imappw={SHA256}" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
