package org.transhume.cli;

import java.util.ArrayList;
import java.util.List;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.transfer.FolderChoice;
import picocli.CommandLine.Option;

/** Which folders, and where they go. */
final class FolderOptions {
  @Option(
      names = "--folder",
      paramLabel = "NAME",
      description = "This folder, by its whole name. Can be given several times.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--folder-tree",
      paramLabel = "NAME",
      description = "This folder and all below it. Can be given several times.")
  private List<String> trees = new ArrayList<>();

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Folders whose name contains a match. Can be given several times.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      description =
          "Not the folders whose name contains a match, whatever else selects them. They are"
              + " counted and listed. Can be given several times.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--subscribed-only",
      description = "Only folders with a subscription at the source.")
  private boolean subscribedOnly;

  @Option(
      names = "--automap",
      description =
          "Sent, Drafts, Trash, Junk and Archive go into the destination's own, whatever they are"
              + " called. So it is unless --no-automap is given.")
  private boolean automap;

  @Option(names = "--no-automap", description = "Every folder keeps its name.")
  private boolean noAutomap;

  /**
   * What was chosen.
   *
   * @throws StopException if it contradicts itself
   */
  FolderChoice choice() {
    if (automap && noAutomap) {
      throw StopException.usage("--automap and --no-automap exclude each other.");
    }
    return new FolderChoice(names, trees, include, exclude, subscribedOnly, !noAutomap);
  }
}
