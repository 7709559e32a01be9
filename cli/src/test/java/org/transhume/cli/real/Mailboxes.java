package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.transhume.cli.TestProgram;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.cli.wiring.ImapWiring;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.mail.Sleeper;

/**
 * Two mailboxes at real servers, and the command line between them, in a folder that holds its
 * ledgers and password files. One thread.
 */
final class Mailboxes {
  static final String SOURCE_PASSWORD = " geh\"e\\im; %42";
  static final String DESTINATION_PASSWORD = "n\u00E4chster 'Tag'";

  final DovecotServer source;
  final DovecotServer destination;
  final Path folder;

  Mailboxes(DovecotServer source, DovecotServer destination, Path folder) throws IOException {
    this.source = source;
    this.destination = destination;
    this.folder = folder;
    secret("source.password", SOURCE_PASSWORD);
    secret("destination.password", DESTINATION_PASSWORD);
  }

  /** A server with alice and bob, without TLS. */
  static DovecotOptions.Builder people() {
    return DovecotOptions.builder()
        .user("alice", SOURCE_PASSWORD)
        .user("bob", DESTINATION_PASSWORD);
  }

  Path secret(String name, String line) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, line + "\n", UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** The arguments of a command for these mailboxes, in plain text, and more. */
  String[] arguments(String command, String... more) {
    var arguments = new ArrayList<String>();
    arguments.add(command);
    arguments.add("--source=" + source.host() + ":" + source.port());
    arguments.add("--source-user=alice");
    arguments.add("--source-tls=plain");
    arguments.add("--source-password-file=" + folder.resolve("source.password"));
    arguments.add("--destination=" + destination.host() + ":" + destination.port());
    arguments.add("--destination-user=bob");
    arguments.add("--destination-tls=plain");
    arguments.add("--destination-password-file=" + folder.resolve("destination.password"));
    arguments.add("--state=" + folder.resolve("state"));
    // What is given wins over what stands here; an option given twice stays twice.
    List<String> names =
        Stream.of(more)
            .map(one -> one.contains("=") ? one.substring(0, one.indexOf('=') + 1) : one)
            .toList();
    arguments.removeIf(each -> names.stream().anyMatch(each::startsWith));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /**
   * The command line in this process; it waits in real time, for what a dead one sent may be late.
   */
  static TestProgram program() {
    var wiring = new ImapWiring(Texts.in(Locale.ENGLISH), new Glyphs(UTF_8));
    return new TestProgram(wiring, Sleeper.system());
  }

  void seed(Corpus corpus) {
    try (SeedImap imap = source.logIn("alice")) {
      corpus.seed(imap, source.options().separator(), source.options().prefix());
    }
  }

  Verdict judge(Judge judge) {
    try (SeedImap from = source.logIn("alice");
        SeedImap to = destination.logIn("bob")) {
      return judge.compare(new ImapSide(from), new ImapSide(to));
    }
  }
}
