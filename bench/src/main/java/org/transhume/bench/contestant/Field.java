package org.transhume.bench.contestant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everybody who can take part. */
public final class Field {
  /** Two pairs of connections, fifty messages an APPEND. */
  private static final List<String> PLAIN = List.of("2", "50");

  /** The same, and then one listing of both sides: the least anybody must do who proves it. */
  private static final List<String> LISTING = List.of("2", "50", "list");

  private final Path root;
  private final Map<String, String> environment;

  /**
   * @param root the project's folder
   * @param environment where a tool may be named that is not on the path: {@code IMAPSYNC}, {@code
   *     MBSYNC}, {@code DOVEADM}
   */
  public Field(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = Map.copyOf(environment);
  }

  /** All of them, Transhume first. */
  public List<Contestant> all() {
    String imapsync = environment.getOrDefault("IMAPSYNC", "imapsync");
    String doveadm = environment.getOrDefault("DOVEADM", "doveadm");
    Path yardstick = root.resolve("bench/target/yardstick");
    return List.of(
        new Transhume("transhume", root.resolve("transhume"), many()),
        new Yardstick("yardstick", yardstick, PLAIN),
        new Yardstick("yardstick+listing", yardstick, LISTING),
        new Doveadm("doveadm-backup", doveadm, List.of("backup", "-R")),
        new Doveadm("doveadm-sync", doveadm, List.of("sync", "-1", "-R")),
        new Mbsync(environment.getOrDefault("MBSYNC", "mbsync")),
        new Imapsync(
            "imapsync-useuid",
            imapsync,
            List.of("--useuid", "--nofoldersizes", "--nofoldersizesatend")),
        new Imapsync("imapsync", imapsync, List.of()));
  }

  /**
   * Those asked for, in that order.
   *
   * @param names of {@link #all}, or {@code name=launcher} for another Transhume, such as the one
   *     of yesterday
   * @throws IllegalArgumentException if there is none of that name
   */
  public List<Contestant> named(List<String> names) {
    var chosen = new ArrayList<Contestant>();
    for (String name : names) {
      int equals = name.indexOf('=');
      if (equals > 0) {
        Path launcher = Path.of(name.substring(equals + 1)).toAbsolutePath();
        chosen.add(new Transhume(name.substring(0, equals), launcher, List.of()));
      } else {
        chosen.add(
            all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no tool " + name)));
      }
    }
    return chosen;
  }

  private List<String> many() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        root.resolve("bench/target/bench.jar").toString(),
        "org.transhume.bench.many.ManyMailboxes");
  }
}
