package org.transhume.cli.progress;

import org.transhume.engine.report.FolderReport;

/** How far a run is, shown to a person while it runs. Safe for several threads. */
interface Meter {
  /** Begins to show. */
  void start();

  /** Puts a line that stays above what moves. */
  void note(String line);

  /** A folder is done. */
  void folderEnded(FolderReport report);

  /** Takes away what moves; nothing is shown any more. */
  void stop();

  /** Shows notes only. */
  static Meter none(java.io.PrintStream err) {
    return new Meter() {
      @Override
      public void start() {}

      @Override
      public void note(String line) {
        err.println(line);
      }

      @Override
      public void folderEnded(FolderReport report) {}

      @Override
      public void stop() {}
    };
  }
}
