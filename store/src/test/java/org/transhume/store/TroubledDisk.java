package org.transhume.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.LedgerStorage;

/** A process with a small file system of its own, which goes with it. Prints what it saw. */
final class TroubledDisk {
  private TroubledDisk() {}

  /** What is wrong with the disk. */
  enum Scenario {
    FULL,
    READ_ONLY
  }

  static void main(String[] arguments) throws Exception {
    Path state = Path.of(arguments[0]);
    Files.createDirectories(state);
    run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", state.toString());
    switch (Scenario.valueOf(arguments[1])) {
      case FULL -> full(state);
      case READ_ONLY -> readOnly(state);
    }
  }

  private static void full(Path state) throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state);
    Path ballast = state.resolve("ballast");
    long written = 0;
    try (LedgerFile file = directory.open(LedgerDirectoryTest.DESTINATION)) {
      LedgerStorage ledger = file.transfer(LedgerDirectoryTest.SOURCE);
      ledger.write(List.of(Steps.pair())).await();
      Files.write(ballast, new byte[1 << 20]);
      try {
        while (true) {
          ledger.write(Steps.step(written + 1)).await();
          written++;
        }
      } catch (EndpointException e) {
        System.out.println("failed after " + written + " steps");
        System.out.println(e.getMessage());
      }
    }
    Files.delete(ballast);
    try (LedgerFile file = directory.open(LedgerDirectoryTest.DESTINATION)) {
      LedgerStorage ledger = file.transfer(LedgerDirectoryTest.SOURCE);
      long found = Steps.stepsIn(ledger);
      ledger.write(Steps.step(found + 1)).await();
      boolean isRight = found == written && Steps.stepsIn(ledger) == found + 1;
      System.out.println(isRight ? "found them all, and one more" : "found " + found);
    }
  }

  private static void readOnly(Path state) throws Exception {
    LedgerDirectory directory = LedgerDirectory.in(state);
    run("mount", "-o", "remount,ro", state.toString());
    tellFailure(directory);
    run("mount", "-o", "remount,rw", state.toString());
    String file = directory.file(LedgerDirectoryTest.DESTINATION).toString();
    directory.open(LedgerDirectoryTest.DESTINATION).close();
    run("mount", "--bind", file, file);
    run("mount", "-o", "remount,bind,ro", file);
    tellFailure(directory);
  }

  private static void tellFailure(LedgerDirectory directory) {
    try (LedgerFile _ = directory.open(LedgerDirectoryTest.DESTINATION)) {
      System.out.println("opened");
    } catch (EndpointException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void run(String... line) throws IOException, InterruptedException {
    int exit = new ProcessBuilder(line).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", line) + " ended with " + exit);
    }
  }
}
