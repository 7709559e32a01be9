package org.transhume.imap.testkit.cyrus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.daemon.FetchedServers;
import org.transhume.imap.testkit.daemon.Identity;
import org.transhume.imap.testkit.daemon.Launch;
import org.transhume.imap.testkit.daemon.RealServer;

/**
 * A real Cyrus IMAP on a loopback port of its own, in a temporary folder, running as nobody when we
 * are root. An account is made when its user first logs in. It ends with {@link #close()} and,
 * whatever happens to this process, with it. Nothing outside its folder is touched; what it logs
 * goes to the system's log, if there is one. Thread-safe.
 */
public final class CyrusServer implements RealServer {
  private static final String NAME = "cyrus";
  private static final String FATAL = "fatal";

  private final Path root;
  private final Path programs;
  private final CyrusOptions options;
  private final int port;
  private final Map<String, String> environment;
  private final Daemon daemon;

  private CyrusServer(Path root, CyrusOptions options) throws IOException {
    this.root = root;
    this.options = options;
    programs = FetchedServers.require(NAME);
    environment = Map.of("LD_LIBRARY_PATH", FetchedServers.libraries(programs));
    port = Daemon.freePort();
    Identity identity = Identity.current();
    writeFiles(identity);
    daemon =
        new Daemon(
            root,
            port,
            identity.command(
                program("master"),
                "-C",
                root.resolve("imapd.conf").toString(),
                "-M",
                root.resolve("cyrus.conf").toString(),
                "-p",
                root.resolve("run").resolve("master.pid").toString(),
                "-D"),
            environment);
  }

  /** Whether a Cyrus was fetched here. */
  public static boolean isFetched() {
    return FetchedServers.find(NAME).isPresent();
  }

  /** Whether tests that need it shall run; made for JUnit's {@code @EnabledIf}. */
  public static boolean shouldRun() {
    return isFetched() || Boolean.getBoolean(Daemon.REQUIRED_PROPERTY);
  }

  /** Starts a server and waits until it takes connections. */
  public static CyrusServer start(CyrusOptions options) {
    return Launch.untilReady(
        "Cyrus",
        () -> new CyrusServer(Daemon.newFolder("testkit-cyrus", true), options),
        server -> server.daemon.awaitReady(() -> "", said -> said.contains(FATAL)),
        _ -> true);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public char separator() {
    return options.hasPrefix() ? '.' : '/';
  }

  @Override
  public String prefix() {
    return options.hasPrefix() ? "INBOX." : "";
  }

  @Override
  public Map<String, String> users() {
    return options.users();
  }

  @Override
  public String log() {
    return daemon.output();
  }

  @Override
  public void close() {
    daemon.close();
  }

  private String program(String name) {
    return programs.resolve("usr/lib/cyrus/bin").resolve(name).toString();
  }

  private void writeFiles(Identity identity) throws IOException {
    for (String folder : List.of("conf", "part", "run", "sieve")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(root.resolve("imapd.conf"), settings(identity));
    Files.writeString(
        root.resolve("cyrus.conf"),
        """
        START {
          recover cmd="%s -C %s -r"
        }
        SERVICES {
          imap cmd="%s -C %s -U 30" listen="%s:%d" prefork=0 proto=tcp4
        }
        EVENTS {
        }
        """
            .formatted(
                program("ctl_cyrusdb"),
                root.resolve("imapd.conf"),
                program("imapd"),
                root.resolve("imapd.conf"),
                Daemon.HOST,
                port));
    var passwords = new LinkedHashMap<>(options.users());
    options.admin().ifPresent(admin -> passwords.put(admin.getKey(), admin.getValue()));
    for (var user : passwords.entrySet()) {
      savePassword(user.getKey(), user.getValue());
    }
    identity.own(root);
  }

  private void savePassword(String user, String password) throws IOException {
    Identity.output(
        List.of(
            "env",
            "LD_LIBRARY_PATH=" + FetchedServers.libraries(programs),
            programs.resolve("usr/sbin/saslpasswd2").toString(),
            "-p",
            "-c",
            "-f",
            root.resolve("sasldb2").toString(),
            "-u",
            "localhost",
            user),
        password + "\n");
  }

  private String settings(Identity identity) {
    var text =
        new StringBuilder(
            """
            configdirectory: ROOT/conf
            partition-default: ROOT/part
            sievedir: ROOT/sieve
            servername: localhost
            sasl_pwcheck_method: auxprop
            sasl_auxprop_plugin: sasldb
            sasl_sasldb_path: ROOT/sasldb2
            sasl_mech_list: PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256 CRAM-MD5
            allowplaintext: yes
            failedloginpause: 0
            idlesocket: ROOT/run/idle
            lmtpsocket: ROOT/run/lmtp
            autocreate_users: anyone
            autocreate_quota: 0
            specialusealways: yes
            conversations: yes
            conversations_db: twoskip
            delete_mode: immediate
            expunge_mode: immediate
            maxlogins_per_user: 100
            """);
    text.append("cyrus_user: ").append(identity.user()).append('\n');
    text.append("cyrus_group: ").append(identity.group()).append('\n');
    text.append("unixhierarchysep: ").append(options.hasPrefix() ? "no\n" : "yes\n");
    text.append("altnamespace: ").append(options.hasPrefix() ? "no\n" : "yes\n");
    options
        .admin()
        .ifPresent(
            admin ->
                text.append("admins: ")
                    .append(admin.getKey())
                    .append("\nproxyservers: ")
                    .append(admin.getKey())
                    .append('\n'));
    if (!options.suppressed().isEmpty()) {
      text.append("suppress_capabilities: ")
          .append(String.join(" ", options.suppressed()))
          .append('\n');
    }
    if (!options.specialUses().isEmpty()) {
      String names = String.join(" | ", options.specialUses().keySet());
      text.append("autocreate_inbox_folders: ").append(names).append('\n');
      text.append("autocreate_subscribe_folders: ").append(names).append('\n');
      options
          .specialUses()
          .forEach(
              (name, use) ->
                  text.append("xlist-")
                      .append(use.substring(1).toLowerCase(java.util.Locale.ROOT))
                      .append(": ")
                      .append(name)
                      .append('\n'));
    }
    options.settings().forEach(line -> text.append(line).append('\n'));
    return text.toString().replace("ROOT", root.toString());
  }
}
