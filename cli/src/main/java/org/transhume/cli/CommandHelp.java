package org.transhume.cli;

import org.transhume.engine.PassMode;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the help of a command says beside its options.
 *
 * @param header what it does, in a few words
 * @param description what it does, for somebody who has never heard of it
 * @param example how it is typed
 */
record CommandHelp(String header, String description, String... example) {
  static CommandHelp of(PassMode mode) {
    return switch (mode) {
      case COPY ->
          new CommandHelp(
              "Copies a mailbox; run it again to bring it up to date, or to go on.",
              "Copies a mailbox from one IMAP server to another. Run it as often as you like: what"
                  + " is there already is not copied again. It can be stopped or killed at any"
                  + " moment; the next run goes on where it stopped. The source is only read, and"
                  + " mail that the destination had before is neither changed nor removed.",
              "transhume copy --source imap.old.example --source-user alice \\",
              "               --destination imap.new.example --destination-user alice@new.example",
              "",
              "Both passwords are asked for. For scripts:",
              "",
              "transhume copy --source imap.old.example:143 --source-user alice \\",
              "               --source-password-file old.txt \\",
              "               --destination imap.new.example --destination-user alice@new.example"
                  + " \\",
              "               --destination-password-env NEW_PASSWORD --exclude '^(Trash|Junk)'"
                  + " --quiet");
      case PLAN ->
          new CommandHelp(
              "Says what a copy would do; changes nothing.",
              "Says for each folder what a copy would do, and changes nothing: neither on the"
                  + " servers nor in the ledger.",
              "transhume plan --source imap.old.example --source-user alice \\",
              "               --destination imap.new.example --destination-user alice@new.example");
      case VERIFY ->
          new CommandHelp(
              "Compares what was copied with what is there.",
              "Compares what was copied with what is at the destination now, and copies nothing."
                  + " With --deep every octet is read back.",
              "transhume verify --deep --report report.json \\",
              "               --source imap.old.example --source-user alice \\",
              "               --destination imap.new.example --destination-user alice@new.example");
    };
  }

  void apply(UsageMessageSpec usage, String name) {
    usage.header(header);
    usage.customSynopsis(
        "transhume %s --source HOST --source-user LOGIN".formatted(name),
        "               --destination HOST --destination-user LOGIN [OPTION...]");
    usage.description("%n" + description);
    usage.footerHeading("%nExample:%n%n");
    var lines = new String[example.length + 2];
    for (int i = 0; i < example.length; i++) {
      lines[i] = "  " + example[i];
    }
    lines[example.length] = "";
    lines[example.length + 1] = "Exit codes: transhume --help";
    usage.footer(lines);
  }
}
