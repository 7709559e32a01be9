package org.transhume.cli.imapsync;

import java.io.PrintStream;
import java.util.List;

/** What {@code transhume imapsync --help} says. */
final class Help {
  private static final List<String> LINES =
      List.of(
          "Usage: transhume imapsync --host1 HOST --user1 LOGIN --host2 HOST --user2 LOGIN"
              + " [OPTION...]",
          "",
          "Takes imapsync's own options, with one dash or two, in any case, with = or a space"
              + " before the value,",
          "and ends with imapsync's exit codes. Copies as transhume copy does: nothing is copied"
              + " twice, it can be",
          "stopped or killed at any moment, and the next run goes on.",
          "",
          "What is safer here: certificates are checked (--sslargs1 SSL_fingerprint=sha256$HEX"
              + " accepts one by its",
          "fingerprint), and nothing is sent in plain text unless --nossl1 and --notls1 are both"
              + " given.",
          "",
          "Passwords: --passfile1 FILE, or IMAPSYNC_PASSWORD1 in the environment, or --password1,"
              + " which is taken",
          "off the command line at once, or else you are asked. The same with 2.",
          "");

  private Help() {}

  static void print(OptionTable table, PrintStream out) {
    LINES.forEach(out::println);
    for (OptionTable.Treatment treatment : OptionTable.Treatment.values()) {
      out.println(
          switch (treatment) {
            case DONE -> "Does what it does in imapsync:";
            case NOTED -> "Makes no difference, since it is so anyway:";
            case REFUSED -> "Not supported; named when it is given, never ignored:";
          });
      var line = new StringBuilder("  ");
      for (String name : table.names(treatment)) {
        if (line.length() + name.length() > 96) {
          out.println(line.toString().stripTrailing());
          line = new StringBuilder("  ");
        }
        line.append(name).append(' ');
      }
      out.println(line.toString().stripTrailing());
      out.println();
    }
    out.println("Each with a word about it: docs/IMAPSYNC.md");
  }
}
