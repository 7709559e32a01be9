package org.transhume.store;

import java.nio.file.Path;

/** A process that says whether it may open a ledger. */
final class LedgerOpener {
  private LedgerOpener() {}

  static void main(String[] arguments) {
    try (LedgerFile _ =
        LedgerDirectory.in(Path.of(arguments[0])).open(LedgerDirectoryTest.DESTINATION)) {
      System.out.println("opened");
    } catch (LedgerInUseException _) {
      System.out.println("in use");
    }
  }
}
