package org.transhume.cli.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Trust;
import org.transhume.cli.report.Survey;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.pace.PaceMemory;

/** Opens what a pass works between. */
public interface Wiring {
  /**
   * Opens the ledger and logs in on both sides. Where an account goes by a name the ledgers do not
   * know, what it holds is compared with the ledgers of accounts with such a login.
   *
   * @throws org.transhume.engine.endpoint.EndpointException if a side does not let us in
   * @throws org.transhume.cli.outcome.StopException if the ledger must not be used, or the request
   *     cannot be done
   */
  Connected connect(TransferRequest request);

  /**
   * Reaches a server without logging in: finds it, agrees on TLS, is greeted.
   *
   * @return what the server says it can do before a login, untrusted
   * @throws org.transhume.engine.endpoint.EndpointException if that is not possible
   */
  String reach(Side side, Server server, Trust trust, Duration timeout, String tlsOption);

  /**
   * Reaches a server without logging in, whoever vouches for its certificate, and asks what it says
   * to anybody.
   *
   * @throws org.transhume.engine.endpoint.EndpointException if that is not possible
   */
  Survey outside(Side side, Server server, Trust trust, Duration timeout, String tlsOption);

  /**
   * Logs in and asks what there is, without opening a folder.
   *
   * @throws org.transhume.engine.endpoint.EndpointException if the server does not let us in
   */
  Survey survey(Side side, Account account);

  /**
   * Opens what an undo of a transfer works with.
   *
   * @param source by what name the ledger knows where the mail came from
   * @param state the folder of the ledgers
   * @param dry for a plan: the ledger is only read
   * @throws org.transhume.cli.outcome.StopException if there is no such transfer on record, or the
   *     ledger must not be used
   */
  Undoing undo(AccountId source, Account destination, Path state, boolean dry);

  /** What is kept of the pace of both accounts, from run to run. */
  default PaceMemory memory(TransferRequest request) {
    return PaceMemory.none();
  }

  /** A folder's name that may be written as it goes over the wire, in modified UTF-7 (RFC 3501). */
  String decodedName(String name);

  /** Both sides and the ledger between them; closing it closes them all. */
  interface Connected extends AutoCloseable {
    /** The account mail is read from. */
    MailSource source();

    /** The account mail is put into. */
    MailDestination destination();

    /** The part of the ledger that is this transfer's. */
    LedgerStorage ledger();

    /** The source to remove from, where that was asked for. */
    default Optional<SourceRemoval> removal() {
      return Optional.empty();
    }

    /** What a person should know about how they were found; sentences, inert. */
    default List<String> notes() {
      return List.of();
    }

    @Override
    void close();
  }
}
