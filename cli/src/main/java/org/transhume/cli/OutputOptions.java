package org.transhume.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.progress.Views;
import org.transhume.cli.transfer.TransferRequest.Kept;
import picocli.CommandLine.Option;

/** What is shown, and where things are kept. */
final class OutputOptions {
  @Option(
      names = "--json",
      description = "One JSON object a line on standard output, for programs (docs/JSON.md).")
  private boolean json;

  @Option(
      names = "--quiet",
      description = "Say nothing unless something is wrong, for cron. The exit code tells all.")
  private boolean quiet;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Keep the report as JSON in this file.")
  private @Nullable Path report;

  @Option(
      names = "--save-map",
      paramLabel = "FILE",
      description =
          "Keep in this file where each folder goes, as CSV: to be read, edited and given back by"
              + " --map-file.")
  private @Nullable Path map;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "The folder of the ledgers. Default: TRANSHUME_STATE, else ~/.local/state/transhume. Two"
              + " folders do not know of each other: keep to one.")
  private @Nullable Path state;

  Views.Style style() {
    if (json && quiet) {
      throw StopException.usage("--json and --quiet exclude each other.");
    }
    if (json) {
      return Views.Style.JSON;
    }
    return quiet ? Views.Style.QUIET : Views.Style.USUAL;
  }

  Kept kept() {
    return new Kept(Optional.ofNullable(report), Optional.ofNullable(map));
  }

  Path stateOr(Path usual) {
    return state == null ? usual : state;
  }
}
