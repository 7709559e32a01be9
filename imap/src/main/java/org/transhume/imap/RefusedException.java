package org.transhume.imap;

import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * The server answered a command with NO or BAD. The connection goes on. Thrown by every command
 * whose result does not itself carry the tagged response; see {@link ImapConnection} for the rule.
 */
public final class RefusedException extends ImapException {
  private static final long serialVersionUID = 1L;

  private final transient TaggedResponse response;

  RefusedException(Reason reason, String attempted, TaggedResponse response) {
    super(reason, attempted, response.words(), scopeOf(response), retryOf(response), null);
    this.response = response;
  }

  RefusedException(String attempted, TaggedResponse response) {
    this(Reason.REFUSED, attempted, response);
  }

  @Override
  RefusedException whileAttempting(String command) {
    return new RefusedException(reason(), command, response);
  }

  /** The server's answer. */
  public TaggedResponse response() {
    return response;
  }

  /** Whether the answer carries the response code {@code name}, written in capitals. */
  public boolean hasCode(String name) {
    return response.hasCode(name);
  }

  private static Scope scopeOf(TaggedResponse response) {
    if (response.status() == ResponseStatus.BAD) {
      return Scope.CONNECTION;
    }
    return switch (response.code().map(ResponseCode::name).orElse("")) {
      case "UNAVAILABLE", "SERVERBUG" -> Scope.SERVER;
      case "OVERQUOTA",
          "LIMIT",
          "THROTTLED",
          "AUTHENTICATIONFAILED",
          "AUTHORIZATIONFAILED",
          "EXPIRED",
          "PRIVACYREQUIRED",
          "CONTACTADMIN" ->
          Scope.ACCOUNT;
      default -> Scope.FOLDER;
    };
  }

  private static Retry retryOf(TaggedResponse response) {
    return switch (response.code().map(ResponseCode::name).orElse("")) {
      case "UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT", "THROTTLED" -> Retry.AFTER;
      default -> Retry.NEVER;
    };
  }
}
