package org.transhume.cli.account;

import java.time.Duration;
import java.util.Optional;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.ledger.AccountId;
import org.transhume.mail.Secret;

/**
 * An account and the way to it.
 *
 * @param login whose mailbox it is
 * @param admin who logs in, if that is somebody else
 * @param tlsOption how the person names the kind of encryption, for sentences
 * @param knownAs what stands for the server in the ledger
 * @param manner how to log in
 */
public record Account(
    Server server,
    String login,
    Optional<String> admin,
    Secret password,
    Trust trust,
    Duration timeout,
    String tlsOption,
    KnownAs knownAs,
    Manner manner) {
  /**
   * A name that stays while hosts and addresses change.
   *
   * @param name empty if the host is to stand for itself
   * @param option how the person gives it, for sentences
   */
  public record KnownAs(Optional<String> name, String option) {
    public KnownAs {
      if (name.isPresent() && name.get().isBlank()) {
        throw StopException.usage(option + " is a name with at least one letter.");
      }
    }
  }

  public Account {
    if (login.isEmpty()) {
      throw StopException.usage("A user name cannot be empty.");
    }
    if (!timeout.isPositive()) {
      throw StopException.usage("A time limit is longer than nothing.");
    }
  }

  /** The account as sentences and reports name it. */
  public Peer peer() {
    return new Peer(server.toString(), login);
  }

  /**
   * What the ledger knows the account by, unless it knows it by another name already. The port is
   * part of it only where it is not a customary one: the same mailbox is the same through 143 and
   * 993, but two servers may share a machine.
   */
  public AccountId id() {
    if (knownAs.name().isPresent()) {
      return new AccountId(knownAs.name().get(), login);
    }
    boolean customary =
        server.port().isEmpty()
            || server.port().getAsInt() == Tls.IMPLICIT.customaryPort()
            || server.port().getAsInt() == Tls.STARTTLS.customaryPort();
    return new AccountId(
        customary ? server.host() : server.host() + ":" + server.port().getAsInt(), login);
  }
}
