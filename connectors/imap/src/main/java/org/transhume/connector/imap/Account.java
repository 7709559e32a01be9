package org.transhume.connector.imap;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.Capabilities;
import org.transhume.imap.ConnectionState;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.NameEncoding;
import org.transhume.imap.Namespaces;
import org.transhume.imap.RefusedException;
import org.transhume.imap.StatusItem;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Sleeper;

/**
 * What source and destination have in common: the connections, the names, what the server can do.
 */
final class Account implements AutoCloseable {
  private static final Set<StatusItem> STATUS =
      EnumSet.of(
          StatusItem.MESSAGES,
          StatusItem.UIDNEXT,
          StatusItem.UIDVALIDITY,
          StatusItem.HIGHESTMODSEQ);

  private final ImapAccountSettings settings;
  private final Faults faults;
  private final ConnectionPool pool;
  private final AppendsAtOnce appendsAtOnce = new AppendsAtOnce();

  /** Told at login; the same for every connection but for the moment of a server's upgrade. */
  private volatile Capabilities capabilities = Capabilities.none();

  /** A password that was refused is not said again, however often somebody asks. */
  private volatile @Nullable ImapException refusedLogin;

  /** Those of the last listing. */
  private volatile NameTable names = NameTable.empty(NameEncoding.MODIFIED_UTF7);

  Account(ImapAccountSettings settings, Side side, Sleeper sleeper) {
    this.settings = settings;
    this.faults = new Faults(side);
    this.pool = new ConnectionPool(this::logIn, faults, settings.maxConnections(), sleeper);
  }

  private ImapConnection logIn() {
    ImapException wrong = refusedLogin;
    if (wrong != null) {
      throw wrong;
    }
    ImapConnection imap = ImapConnection.open(settings.connection());
    try {
      Capabilities announced =
          imap.state() == ConnectionState.AUTHENTICATED // the server knows us already (PREAUTH)
              ? imap.capability().await()
              : imap.login(settings.credentials());
      if (announced.has("ID")) {
        // Some servers open no mailbox before they know who we are (NetEase); the answer is all the
        // same, and not waited for.
        var _ = imap.id(Map.of("name", "Transhume"));
      }
      if (settings.compresses() && announced.has("COMPRESS=DEFLATE")) {
        var _ = imap.compress(); // Where the server says NO it goes on as it was.
      }
      capabilities = announced;
      appendsAtOnce.greeted(imap.greeting());
      return imap;
    } catch (RuntimeException e) {
      imap.close();
      if (e instanceof ImapException failure
          && Faults.rule(failure, Doing.CONNECTING).problem() == Problem.LOGIN_REFUSED) {
        refusedLogin = failure;
      }
      throw e;
    }
  }

  Faults faults() {
    return faults;
  }

  /** What the server bears on one connection, as far as is known. */
  AppendsAtOnce appendsAtOnce() {
    return appendsAtOnce;
  }

  Capabilities capabilities() {
    if (capabilities.isEmpty()) {
      pool.giveBack(pool.take());
    }
    return capabilities;
  }

  Abilities abilities() {
    Capabilities announced = capabilities();
    return new Abilities(
        announced.has("MULTIAPPEND"),
        announced.hasUidPlus(),
        announced.hasUidPlus(),
        announced.has("MOVE") || announced.has("IMAP4REV2"),
        announced.has("CONDSTORE") || announced.has("QRESYNC"),
        announced.has("X-GM-EXT-1"),
        announced.appendLimit(),
        pool.cap());
  }

  void connectAhead(int connections) {
    pool.connectAhead(connections);
  }

  FolderList folders() {
    Listing listing = onConnection(Doing.LISTING, "", this::list);
    if (listing.folders().folders().isEmpty()) {
      // RFC 9051 section 5.1: INBOX is always there. None at all is a failure, not an empty
      // account.
      throw faults.of(
          new Ruling(Scope.ACCOUNT, Retry.AFTER, Problem.SERVER_ERROR),
          Doing.LISTING,
          "",
          "the server lists no mailbox at all, not even INBOX");
    }
    names = listing.names();
    return listing.folders();
  }

  private Listing list(ImapConnection imap) {
    leaveMailbox(imap);
    Capabilities announced = imap.capabilities();
    boolean tells = announced.has("NAMESPACE") || announced.has("IMAP4REV2");
    Optional<Handle<Namespaces>> asked = tells ? Optional.of(imap.namespace()) : Optional.empty();
    List<ListedMailbox> listed = imap.discover(STATUS);
    return Listing.of(listed, asked.flatMap(Account::told), NameEncoding.MODIFIED_UTF7);
  }

  /** Where the server announces NAMESPACE and does not answer it, the names tell enough. */
  private static Optional<Namespaces> told(Handle<Namespaces> asked) {
    try {
      return Optional.of(asked.await());
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  /** STATUS of the selected mailbox may be out of date (RFC 9051 section 6.3.11). */
  private static void leaveMailbox(ImapConnection imap) {
    if (imap.state() == ConnectionState.SELECTED && imap.capabilities().has("UNSELECT")) {
      var _ = imap.unselect();
    }
  }

  /**
   * Lends a connection with what {@code start} made of it. A connection that had died unnoticed is
   * replaced, and so are the first that die just now: {@code start} changes nothing.
   */
  <T> Opened<T> open(Doing doing, String what, Function<ImapConnection, T> start) {
    int deaths = 0;
    while (true) {
      ConnectionPool.Loan loan = pool.take();
      try {
        return new Opened<>(loan, start.apply(loan.imap()));
      } catch (ImapException e) {
        boolean died = !loan.imap().isOpen() && (!loan.isFresh() || deaths < doing.deathsBorne());
        pool.giveBack(loan);
        if (!died) {
          throw faults.of(e, doing, what);
        }
        deaths += loan.isFresh() ? 1 : 0;
      } catch (RuntimeException e) {
        pool.drop(loan);
        throw e;
      }
    }
  }

  /** Lends a connection on which something was sent that is not waited for. */
  <T> Opened<T> begin(Doing doing, String what, Function<ImapConnection, T> start) {
    ConnectionPool.Loan loan = pool.take();
    try {
      return new Opened<>(loan, start.apply(loan.imap()));
    } catch (ImapException e) {
      pool.giveBack(loan);
      throw faults.of(e, doing, what);
    } catch (RuntimeException e) {
      pool.drop(loan);
      throw e;
    }
  }

  /** A connection on loan and what was made of it. */
  record Opened<T>(ConnectionPool.Loan loan, T value) {}

  /** Does {@code work} on any connection, under the same rule as {@link #open}. */
  <T> T onConnection(Doing doing, String what, Function<ImapConnection, T> work) {
    Opened<T> done = open(doing, what, work);
    pool.giveBack(done.loan());
    return done.value();
  }

  void giveBack(ConnectionPool.Loan loan) {
    pool.giveBack(loan);
  }

  void drop(ConnectionPool.Loan loan) {
    pool.drop(loan);
  }

  /**
   * The name on the wire.
   *
   * @throws EndpointException if no server could hold it
   */
  EncodedMailboxName wireName(MailboxName name, Doing doing) {
    try {
      return names.wireName(name);
    } catch (IllegalArgumentException e) {
      throw faults.of(
          new Ruling(Scope.FOLDER, Retry.NEVER, Problem.FOLDER_NAME_REFUSED),
          doing,
          name.text(),
          String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
