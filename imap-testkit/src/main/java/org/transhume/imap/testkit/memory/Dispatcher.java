package org.transhume.imap.testkit.memory;

import java.util.Optional;
import java.util.function.Supplier;
import org.transhume.imap.testkit.wire.WireException;

/** Finds what carries a command out, and tells the client afterwards what else happened. */
final class Dispatcher {
  private final Session session;

  Dispatcher(Session session) {
    this.session = session;
  }

  /**
   * Carries the command out under the server's lock. Answers the tagged response without its tag,
   * or nothing if the connection ends with BYE instead.
   */
  Optional<String> perform(Command command, AppendIntake intake, Reply reply) {
    return session.server.lock().hold(() -> performLocked(command, intake, reply));
  }

  String authenticatePlain(String base64) {
    return session.server.lock().hold(() -> answer(() -> Login.plain(session, base64)));
  }

  private Optional<String> performLocked(Command command, AppendIntake intake, Reply reply) {
    Optional<SelectedView> before = session.selected();
    if (before.isPresent() && before.get().isInconsistent() && !isFarewell(command)) {
      reply.untagged("BYE IMAP session state is inconsistent, please relogin.");
      session.isLoggedOut = true;
      return Optional.empty();
    }
    String response = answer(() -> dispatch(command, intake, reply));
    session
        .selected()
        .filter(view -> !view.isInconsistent() && before.filter(view::equals).isPresent())
        .ifPresent(
            view -> view.announce(reply, mayExpunge(command.name()), session.hasCondstore()));
    return Optional.of(response);
  }

  private static boolean isFarewell(Command command) {
    return switch (command.name()) {
      case "LOGOUT", "SELECT", "EXAMINE", "UNSELECT", "CLOSE" -> true;
      default -> false;
    };
  }

  private static boolean mayExpunge(String name) {
    return switch (name) {
      case "FETCH", "STORE", "SEARCH" -> false;
      default -> true;
    };
  }

  private static String answer(Supplier<String> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      return refusal.response();
    } catch (WireException malformed) {
      return "BAD " + malformed.getMessage();
    }
  }

  private String dispatch(Command command, AppendIntake intake, Reply reply) {
    return switch (command.name()) {
      case "CAPABILITY" -> AccountCommands.capability(session, reply);
      case "NOOP", "CHECK" -> "OK " + command.name() + " completed.";
      case "LOGOUT" -> AccountCommands.logout(session, reply);
      case "LOGIN" -> Login.login(session, command);
      case "ID" -> AccountCommands.id(session, command, reply);
      case "ENABLE" -> AccountCommands.enable(session, command, reply);
      case "NAMESPACE" -> AccountCommands.namespace(session, reply);
      case "GETQUOTAROOT" -> QuotaCommands.root(session, command, reply);
      case "GETQUOTA" -> QuotaCommands.quota(session, command, reply);
      case "LIST" -> ListCommands.list(session, command, reply);
      case "LSUB" -> ListCommands.lsub(session, command, reply);
      case "STATUS" -> StatusCommand.perform(session, command, reply);
      case "SELECT", "EXAMINE" -> SelectCommand.perform(session, command, reply);
      case "CLOSE" -> SelectCommand.close(session, true);
      case "UNSELECT" -> SelectCommand.unselect(session);
      case "CREATE" -> MailboxCommands.create(session, command);
      case "DELETE" -> MailboxCommands.delete(session, command);
      case "RENAME" -> MailboxCommands.rename(session, command);
      case "SUBSCRIBE" -> MailboxCommands.subscribe(session, command, true);
      case "UNSUBSCRIBE" -> MailboxCommands.subscribe(session, command, false);
      case "APPEND" -> intake.commit(command);
      case "FETCH", "UID FETCH" -> FetchCommand.perform(session, command, reply);
      case "STORE", "UID STORE" -> StoreCommand.perform(session, command, reply);
      case "SEARCH", "UID SEARCH" -> SearchCommand.perform(session, command, reply);
      case "COPY", "UID COPY" -> CopyCommands.copy(session, command);
      case "MOVE", "UID MOVE" -> CopyCommands.move(session, command, reply);
      case "EXPUNGE", "UID EXPUNGE" -> CopyCommands.expunge(session, command);
      default -> throw Refusal.bad("Unknown command " + command.name());
    };
  }
}
