package org.transhume.bench.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** mbsync (isync) from IMAP to IMAP, one way. It adds a header of its own to every message. */
record Mbsync(String program) implements Contestant {
  @Override
  public String name() {
    return "mbsync";
  }

  @Override
  public Optional<String> unfit(Demands demands) {
    return Programs.missing(program);
  }

  @Override
  public Command copy(Job job) {
    Path configuration = job.state().resolve("mbsyncrc");
    String text =
        store("there", job.source())
            + store("here", job.destination())
            + """
            Channel copy
            Far :there:
            Near :here:
            Patterns *
            Sync Pull
            Create Near
            Expunge None
            CopyArrivalDate yes
            SyncState %s/sync-
            """
                .formatted(job.state());
    try {
      Files.writeString(configuration, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Command.of(program, "-c", configuration.toString(), "copy");
  }

  private static String store(String name, Account account) {
    String security =
        account
            .certificate()
            .map(pem -> "SSLType IMAPS\nCertificateFile " + pem)
            .orElse("SSLType None");
    return """
    IMAPStore %s
    Host %s
    Port %d
    User %s
    Pass %s
    AuthMechs LOGIN
    Timeout 300
    %s

    """
        .formatted(
            name, account.host(), account.port(), account.user(), account.password(), security);
  }

  @Override
  public Optional<Command> version() {
    return Optional.of(Command.of(program, "--version"));
  }
}
