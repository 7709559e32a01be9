package org.transhume.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code transhume}. */
@Command(
    name = "transhume",
    description = "Moves mailboxes between mail servers with nothing lost.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class Main implements Runnable {

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"transhume " + (version == null ? "(not packaged)" : version)};
    }
  }
}
