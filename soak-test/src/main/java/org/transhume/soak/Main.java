package org.transhume.soak;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The program behind the script {@code soak}, which says what can be given and checks nothing. */
public final class Main {
  private static final String JAVA_OPTIONS = "-Xmx128m";
  private static final int SPECIMENS = 6;
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final int KILLS = 200;
  private static final int FAULTS = 70;
  private static final int LARGEST = 100_000;

  private final Path root;
  private final Map<String, String> options;

  private Main(Path root, Map<String, String> options) {
    this.root = root;
    this.options = options;
  }

  /**
   * Ends with 0 if everything was as it must be, with 1 if not, with 2 for wrong use.
   *
   * @param arguments the project's root, the scenario, and its options
   */
  public static void main(String[] arguments) {
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    Path root = Path.of(rest.remove());
    String scenario = rest.isEmpty() ? "all" : rest.remove();
    var options = new TreeMap<String, String>();
    if (List.of("kills", "faults").contains(scenario)
        && !rest.isEmpty()
        && !rest.peek().startsWith("-")) {
      options.put("--runs", rest.remove());
    }
    while (!rest.isEmpty()) {
      String name = rest.remove();
      if (rest.isEmpty()) {
        System.err.println("soak: " + name + " needs a value");
        System.exit(2);
      }
      options.put(name, rest.remove());
    }
    try {
      System.exit(new Main(root, options).execute(scenario) ? 0 : 1);
    } catch (SoakException failed) {
      System.err.println("soak: " + failed.getMessage());
      System.exit(1);
    }
  }

  private boolean execute(String scenario) {
    return switch (scenario) {
      case "awkward" -> awkward();
      case "kills" -> kills();
      case "faults" -> faults();
      case "size" -> size();
      case "pairs" -> pairs();
      case "all" -> awkward() & kills() & faults() & size() & pairs();
      default -> throw new SoakException("no scenario " + scenario);
    };
  }

  private boolean awkward() {
    Optional<Path> imapsync = Optional.ofNullable(System.getenv("IMAPSYNC")).map(Path::of);
    return new AwkwardScenario(
            product(), number("--specimens", SPECIMENS), imapsync, TEMPORARY, System.out)
        .execute();
  }

  private boolean kills() {
    return copies(KILLS, List.of(Disturbance.KILLED));
  }

  private boolean faults() {
    return copies(FAULTS, Disturbance.FAULTS);
  }

  private boolean pairs() {
    PairOptions usual = PairOptions.usual(seed());
    var asked =
        new PairOptions(
            usual.kinds(),
            number("--messages", usual.messages()),
            number("--kills", usual.kills()),
            usual.killedMessages(),
            seed(),
            number("--parallel", usual.parallel()));
    return new PairScenario(product(), asked, TEMPORARY, System.out).execute();
  }

  private long seed() {
    return options.containsKey("--seed")
        ? Long.parseLong(options.get("--seed"))
        : Clock.systemUTC().millis() % 1_000_000;
  }

  private boolean copies(int usually, List<Disturbance> mix) {
    KillOptions copies = KillOptions.usual(number("--runs", usually), seed(), mix);
    if (options.containsKey("--parallel")) {
      copies = copies.parallel(number("--parallel", 1));
    }
    if (options.containsKey("--run")) {
      copies = copies.only(number("--run", 1));
    }
    return new KillScenario(product(), copies, TEMPORARY, System.out).execute();
  }

  private boolean size() {
    return new SizeScenario(
            product(), SizeOptions.usual(number("--largest", LARGEST)), TEMPORARY, System.out)
        .execute();
  }

  private Product product() {
    return Product.launcher(
        root, Optional.ofNullable(System.getenv("SOAK_JAVA_OPTS")).orElse(JAVA_OPTIONS));
  }

  private int number(String option, int usual) {
    String value = options.get(option);
    try {
      return value == null ? usual : Integer.parseInt(value);
    } catch (NumberFormatException wrong) {
      throw new SoakException(option + " needs a number, not " + value);
    }
  }
}
