package org.transhume.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code transhume} without a command: its help. */
@Command(
    name = "transhume",
    description = "%nMoves mailboxes between mail servers with nothing lost and nothing doubled.%n",
    commandListHeading = "%nCommands; each tells more with --help:%n",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = RootCommand.Version.class)
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"transhume " + (version == null ? "(not packaged)" : version)};
    }
  }
}
