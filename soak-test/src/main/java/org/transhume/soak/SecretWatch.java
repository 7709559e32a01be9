package org.transhume.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Looks at the arguments and the environment of every process of the machine, again and again, and
 * at the files of a run, for passwords. Allowed is what the user put there himself: the variables
 * of {@link Transfer}, with exactly the password as their value. Sees what this user may see, and
 * misses what is gone between two looks.
 */
final class SecretWatch implements AutoCloseable {
  private static final Path PROCESSES = Path.of("/proc");
  private static final long MAX_FILE_BYTES = 64L << 20;

  private final List<String> forms;
  private final Set<String> allowed;
  private final Duration period;
  private final Set<String> findings = new ConcurrentSkipListSet<>();
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong processes = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread watcher;

  private SecretWatch(List<Account> accounts, Duration period) {
    this.period = period;
    forms = accounts.stream().flatMap(SecretWatch::forms).distinct().toList();
    allowed =
        Set.copyOf(
            accounts.stream()
                .flatMap(
                    account ->
                        Stream.of(
                            Transfer.SOURCE_VARIABLE + "=" + account.password(),
                            Transfer.DESTINATION_VARIABLE + "=" + account.password()))
                .distinct()
                .toList());
    watcher = Thread.ofVirtual().name("secret-watch").start(this::watch);
  }

  /** Begins to look for the passwords of these accounts. */
  static SecretWatch over(List<Account> accounts, Duration period) {
    return new SecretWatch(accounts, period);
  }

  /** How many times it has looked at all processes. */
  long looks() {
    return looks.get();
  }

  /** How many processes it has looked at, each look counted. */
  long processes() {
    return processes.get();
  }

  /** Where a password was seen; without the password. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  /** Looks into every file below a folder: output, ledger, logs. */
  void readFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) <= MAX_FILE_BYTES) {
          report(Files.readAllBytes(file), "in the file " + file);
        }
      }
    } catch (IOException | java.io.UncheckedIOException gone) {
      findings.add("cannot read below " + folder + ": " + gone);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      watcher.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      do {
        look();
      } while (!stopped.await(period.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : each) {
        processes.incrementAndGet();
        look(process);
      }
      looks.incrementAndGet();
    } catch (IOException noProc) {
      findings.add("cannot list " + PROCESSES + ": " + noProc);
    }
  }

  private void look(Path process) {
    try {
      report(
          Files.readAllBytes(process.resolve("cmdline")),
          "among the arguments of " + process.getFileName());
      String environment =
          new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
      for (String entry : environment.split("\0", -1)) {
        if (!allowed.contains(entry)) {
          report(
              entry.getBytes(StandardCharsets.ISO_8859_1),
              "in the environment of " + process.getFileName() + ", " + entry.split("=", 2)[0]);
        }
      }
    } catch (IOException gone) {
      // It has ended, or belongs to somebody whose environment is none of ours.
    }
  }

  private void report(byte[] octets, String where) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    if (forms.stream().anyMatch(text::contains)) {
      findings.add(where);
    }
  }

  /** As it is, in base64, and as SASL PLAIN sends it. */
  private static Stream<String> forms(Account account) {
    return Stream.of(
        account.password(),
        base64(account.password()),
        base64("\0" + account.user() + "\0" + account.password()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
