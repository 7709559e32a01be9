package org.transhume.cli.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.transhume.cli.account.Account;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.preflight.KnownAgain;
import org.transhume.engine.preflight.Likeness;
import org.transhume.store.LedgerDirectory;
import org.transhume.store.LedgerRefusedException;
import org.transhume.store.LedgerView;

/**
 * Finds the names under which the ledgers know the accounts of a request. Hosts, addresses and
 * forms of a login change; a ledger that is not found again means that mail is copied twice, and
 * one that is taken for another's means that mail is left out (ADR 0019). Used once.
 */
final class Recognition {
  private final TransferRequest request;
  private final Texts texts;
  private final Glyphs glyphs;
  private final Ledgers ledgers;
  private final LedgerDirectory directory;
  private final List<String> notes = new ArrayList<>();

  /** What the ledgers call both accounts, and what a person should know about it. */
  record Names(AccountId source, AccountId destination, List<String> notes) {}

  Recognition(TransferRequest request, Texts texts, Glyphs glyphs, Ledgers ledgers) {
    this.request = request;
    this.texts = texts;
    this.glyphs = glyphs;
    this.ledgers = ledgers;
    this.directory = LedgerDirectory.in(request.state());
  }

  /** The names, if they are sure without asking the servers; so it is in nearly every run. */
  Optional<Names> withoutLooking() {
    AccountId destination = request.destination().id();
    return candidates(request.destination()).isEmpty() && sources(destination).isEmpty()
        ? Optional.of(new Names(request.source().id(), destination, List.of()))
        : Optional.empty();
  }

  /**
   * The names, by what both accounts hold.
   *
   * @throws StopException if a person must say whether an account is one that is known
   */
  Names looking(MailSource source, MailDestination destination) {
    AccountId to = request.destination().id();
    List<AccountId> destinations = candidates(request.destination());
    if (!destinations.isEmpty()) {
      FolderList shown = destination.folders();
      to =
          decide(
              Side.DESTINATION,
              request.destination(),
              destinations,
              candidate ->
                  compare(
                      candidate,
                      _ -> true,
                      known -> KnownAgain.of(Side.DESTINATION, known, shown, destination::open)));
    }
    AccountId from = request.source().id();
    AccountId into = to;
    List<AccountId> sources = sources(into);
    if (!sources.isEmpty()) {
      FolderList shown = source.folders();
      from =
          decide(
              Side.SOURCE,
              request.source(),
              sources,
              candidate ->
                  compare(
                      into,
                      candidate::equals,
                      known -> KnownAgain.of(Side.SOURCE, known, shown, source::open)));
    }
    return new Names(from, to, List.copyOf(notes));
  }

  /** Other names under which the destination may be known; none where it is known by its own. */
  private List<AccountId> candidates(Account account) {
    AccountId id = account.id();
    if (read(id, view -> view.sources().stream().anyMatch(each -> isInUse(view, each)))
        .orElse(false)) {
      return List.of();
    }
    try {
      return directory.accountsLike(id).stream().filter(mayBe(account)).toList();
    } catch (LedgerRefusedException e) {
      throw ledgers.refused(e);
    }
  }

  /** The same for the source, in the ledger of {@code destination}. */
  private List<AccountId> sources(AccountId destination) {
    AccountId id = request.source().id();
    return read(
            destination,
            view ->
                isInUse(view, id)
                    ? List.<AccountId>of()
                    : view.sources().stream()
                        .filter(each -> !each.equals(id) && each.hasLoginLike(id))
                        .filter(mayBe(request.source()))
                        .filter(each -> isInUse(view, each))
                        .toList())
        .orElse(List.of());
  }

  /** Whoever gives a name means the account of that name and no other. */
  private static Predicate<AccountId> mayBe(Account account) {
    return candidate ->
        account.knownAs().name().isEmpty() || candidate.endpoint().equals(account.id().endpoint());
  }

  private static boolean isInUse(LedgerView view, AccountId source) {
    try (LedgerStorage transfer = view.transfer(source)) {
      return !transfer.pairs().isEmpty();
    }
  }

  private Likeness compare(
      AccountId destination,
      Predicate<AccountId> sources,
      Function<List<LedgerStorage>, Likeness> compare) {
    return read(
            destination,
            view ->
                compare.apply(view.sources().stream().filter(sources).map(view::transfer).toList()))
        .orElse(Likeness.ANOTHER);
  }

  private AccountId decide(
      Side side,
      Account account,
      List<AccountId> candidates,
      Function<AccountId, Likeness> likeness) {
    var same = new ArrayList<AccountId>();
    var possible = new ArrayList<AccountId>();
    for (AccountId candidate : candidates) {
      switch (likeness.apply(candidate)) {
        case SAME -> same.add(candidate);
        case UNCERTAIN -> possible.add(candidate);
        case UNRELATED -> {
          // Another destination is compared anew, message by message; another source is copied.
          if (side == Side.SOURCE) {
            possible.add(candidate);
          }
        }
        case ANOTHER -> {}
      }
    }
    if (same.size() == 1) {
      notes.add(texts.get("known." + side, Map.of("known", shown(same.getFirst()))));
      return same.getFirst();
    }
    same.addAll(possible);
    if (same.isEmpty()) {
      return account.id();
    }
    throw doubt(side, account, same.getFirst());
  }

  private StopException doubt(Side side, Account account, AccountId candidate) {
    String code = candidate.login().equals(account.login()) ? "doubt." : "doubt.login.";
    return new StopException(
        ExitCode.LEDGER_REFUSED,
        texts.get(
            code + side,
            Map.of(
                "known", shown(candidate),
                "option", account.knownAs().option(),
                "login", glyphs.quoted(candidate.login()),
                "old", glyphs.inert(candidate.endpoint()),
                "new", glyphs.inert(account.id().endpoint()))));
  }

  private String shown(AccountId account) {
    return glyphs.inert(account.toString());
  }

  private <T> Optional<T> read(AccountId destination, Function<LedgerView, T> question) {
    try {
      Optional<LedgerView> opened = directory.view(destination);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      try (LedgerView view = opened.get()) {
        return Optional.of(question.apply(view));
      }
    } catch (LedgerRefusedException e) {
      throw ledgers.refused(e);
    }
  }
}
