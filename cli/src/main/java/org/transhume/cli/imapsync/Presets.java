package org.transhume.cli.imapsync;

/**
 * What imapsync's names of kinds of servers stand for. What is given beside them wins. Of what they
 * stand for in imapsync that is left out which Transhume does anyway, or which changes messages
 * that a server would take as they are.
 */
final class Presets {
  private static final String ALL_MAIL = "[Gmail]/All Mail";

  private final Arguments arguments;

  private Presets(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Adds what the presets among {@code arguments} stand for. */
  static void apply(Arguments arguments) {
    var presets = new Presets(arguments);
    boolean gmail1 = arguments.isSet("gmail1");
    boolean gmail2 = arguments.isSet("gmail2");
    if (gmail1 && gmail2) {
      presets.gmails();
    } else if (gmail1) {
      presets.gmail1();
    } else if (gmail2) {
      presets.gmail2();
    }
    presets.microsoft();
    presets.domino();
  }

  private boolean isSet(String name) {
    return arguments.isSet(name);
  }

  private void server(int number, String host) {
    arguments.suppose("host" + number, host);
    boolean saysHow =
        arguments.flag("ssl" + number).isPresent() || arguments.flag("tls" + number).isPresent();
    if (!saysHow) {
      arguments.suppose("ssl" + number, true);
    }
  }

  private void says(String option, String stands) {
    arguments.note("--%s stands for %s.".formatted(option, stands));
  }

  private void gmails() {
    server(1, "imap.gmail.com");
    server(2, "imap.gmail.com");
    pace("20000", "1000000000");
    arguments.suppose("automap", true);
    exclude("\\[Gmail\\]$");
    arguments.add("folderlast", ALL_MAIL);
    says(
        "gmail1 --gmail2",
        "--host1 and --host2 imap.gmail.com with TLS, --automap, --maxbytespersecond 20000"
            + " --maxbytesafter 1000000000, --exclude \"\\[Gmail\\]$\", and All Mail at last");
  }

  private void gmail1() {
    server(1, "imap.gmail.com");
    pace("40000", "3000000000");
    arguments.suppose("automap", true);
    arguments.suppose("skipcrossduplicates", true);
    arguments.add("regextrans2", "s,\\[Gmail\\].,,");
    arguments.add("folderlast", ALL_MAIL);
    says(
        "gmail1",
        "--host1 imap.gmail.com with TLS, --automap, --maxbytespersecond 40000 --maxbytesafter"
            + " 3000000000, --skipcrossduplicates with All Mail at last, and names without"
            + " [Gmail]");
  }

  private void gmail2() {
    server(2, "imap.gmail.com");
    pace("20000", "1000000000");
    arguments.suppose("automap", true);
    exclude("\\[Gmail\\]$");
    for (String change :
        new String[] {"s,\\[Gmail\\].,,", "s,^ +| +$,,g", "s,/ +| +/,/,g", "s/['\\\\^\"]/_/g"}) {
      arguments.add("regextrans2", change);
    }
    arguments.add("folderlast", ALL_MAIL);
    says(
        "gmail2",
        "--host2 imap.gmail.com with TLS, --automap, --maxbytespersecond 20000 --maxbytesafter"
            + " 1000000000, --exclude \"\\[Gmail\\]$\", and names that Gmail can hold");
  }

  private void microsoft() {
    if (isSet("office1")) {
      server(1, "outlook.office365.com");
      exclude("^Files$");
      says("office1", "--host1 outlook.office365.com with TLS and --exclude \"^Files$\"");
    }
    if (isSet("office2")) {
      server(2, "outlook.office365.com");
      arguments.suppose("maxsize", "45000000");
      arguments.suppose("maxmessagespersecond", "4");
      repairLongLines();
      if (!isSet("nof1f2")) {
        arguments.add("f1f2", "Files=Files_renamed_by_imapsync");
      }
      says(
          "office2",
          "--host2 outlook.office365.com with TLS, --maxsize 45000000, --maxmessagespersecond 4,"
              + " --f1f2 Files=Files_renamed_by_imapsync and --repair long-lines");
    }
    if (isSet("exchange2")) {
      arguments.suppose("maxsize", "10000000");
      arguments.suppose("maxmessagespersecond", "4");
      repairLongLines();
      if (!isSet("noregexflag")) {
        arguments.add("regexflag", "s/\\\\Flagged//g");
      }
      says(
          "exchange2",
          "--maxsize 10000000, --maxmessagespersecond 4, --regexflag 's/\\\\Flagged//g' and"
              + " --repair long-lines");
    }
  }

  /** imapsync breaks all of them; here those that the server refuses. */
  private void repairLongLines() {
    if (!isSet("noregexmess")) {
      arguments.suppose("repair", "long-lines");
    }
  }

  private void domino() {
    if (isSet("domino1")) {
      arguments.suppose("prefix1", "");
      says("domino1", "--prefix1 \"\"; the separator is what the server says");
    }
    if (isSet("domino2")) {
      arguments.suppose("prefix2", "");
      arguments.add("regextrans2", "s,^Inbox\\\\(.*),$1,i");
      says("domino2", "--prefix2 \"\", and no folders below INBOX");
    }
  }

  private void pace(String bytes, String after) {
    arguments.suppose("maxbytespersecond", bytes);
    arguments.suppose("maxbytesafter", after);
  }

  private void exclude(String expression) {
    if (!isSet("noexclude")) {
      arguments.add("exclude", expression);
    }
  }
}
