package org.transhume.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a ledger open for writing until its standard input ends. */
final class LedgerHolder {
  private LedgerHolder() {}

  static void main(String[] arguments) throws IOException {
    try (LedgerFile file =
        LedgerDirectory.in(Path.of(arguments[0])).open(LedgerDirectoryTest.DESTINATION)) {
      System.out.println("holding " + file.path().getFileName());
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    }
  }
}
