package org.transhume.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.dovecot.DovecotServer;

/**
 * What all the copies of one series share.
 *
 * @param source the mailbox every one of them copies
 * @param sourceSide what it holds, under the names it has at the destination
 * @param destination whose users {@link #user} each take one copy
 * @param folder below which each run has a folder of its own
 * @param bytesPerSecond the pace of each of the source's connections
 */
record KillLab(
    Product product,
    Account source,
    RememberedSide sourceSide,
    RealServer destination,
    String destinationPassword,
    Path folder,
    long bytesPerSecond) {
  /** For a run that is not to be killed: many times what it takes. */
  static final Duration LIMIT = Duration.ofSeconds(240);

  /** The same with another pace. */
  KillLab at(long pace) {
    return new KillLab(product, source, sourceSide, destination, destinationPassword, folder, pace);
  }

  static String user(int run) {
    return "owner" + run;
  }

  Path folder(int run) {
    return folder.resolve("run-%03d".formatted(run));
  }

  /** What the destination keeps of a run in a folder of its own, if its make does. */
  Optional<Path> kept(int run) {
    return destination instanceof DovecotServer dovecot && dovecot.hasMaildirs()
        ? Optional.of(dovecot.maildirFolder(user(run))).filter(Files::isDirectory)
        : Optional.empty();
  }

  Transfer transfer(int run) {
    return new Transfer(
        source,
        new Account(destination.host(), destination.port(), user(run), destinationPassword),
        folder(run).resolve("state"));
  }
}
