package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.ResponseCode;
import org.transhume.imap.ResponseStatus;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** The words are those of real servers. */
class RefusalsTest {
  private static final Pattern ANSWER =
      Pattern.compile("(OK|NO|BAD) (?:\\[([A-Z-]+)(?: ([^]]*))?] ?)?(.*)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO [OVERQUOTA] Quota exceeded (mailbox for user is full)                | ACCOUNT | NEVER | QUOTA_FULL
          NO [OVERQUOTA] APPEND failed. Over quota.                               | ACCOUNT | NEVER | QUOTA_FULL
          NO Over quota                                                           | ACCOUNT | NEVER | QUOTA_FULL
          NO Not enough disk quota                                                | ACCOUNT | NEVER | QUOTA_FULL
          NO [ALERT] The mailbox is full                                          | ACCOUNT | NEVER | QUOTA_FULL
          NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)  | ACCOUNT | AFTER | THROTTLED
          NO [THROTTLED] Slow down                                                | ACCOUNT | AFTER | THROTTLED
          NO Request is throttled. Suggested Backoff Time: 299609 milliseconds    | ACCOUNT | AFTER | THROTTLED
          BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds   | ACCOUNT | AFTER | THROTTLED
          NO [LIMIT] Rate limit hit                                               | ACCOUNT | AFTER | THROTTLED
          NO [UNAVAILABLE] Temporarily out of order                               | ACCOUNT | AFTER | THROTTLED
          NO [LIMIT] Mail size is larger than the maximum size allowed by server  | MESSAGE | NEVER | MESSAGE_TOO_LARGE
          NO [TOOBIG] Message size exceeds fixed limit                            | MESSAGE | NEVER | MESSAGE_TOO_LARGE
          NO Maximum size of appendable message has been exceeded                 | MESSAGE | NEVER | MESSAGE_TOO_LARGE
          NO [TRYCREATE] Mailbox doesn't exist: x                                 | FOLDER  | NEVER | FOLDER_MISSING
          NO [NONEXISTENT] Unknown Mailbox: x (Failure)                           | FOLDER  | NEVER | FOLDER_MISSING
          NO [NOPERM] Permission denied                                           | FOLDER  | NEVER | NOT_PERMITTED
          NO [READ-ONLY] Mailbox is read-only                                     | FOLDER  | NEVER | NOT_PERMITTED
          NO Permission denied                                                    | FOLDER  | NEVER | NOT_PERMITTED
          NO Message contains NUL characters                                      | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Message contains bare newlines                                       | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Message contains invalid header                                      | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Message contains non-ASCII 8bit characters                           | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Can't save a zero byte message                                       | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Zero-length message literal                                          | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Too many user flags in mailbox                                       | MESSAGE | NEVER | MESSAGE_REFUSED
          NO [LIMIT] Too many keywords                                            | MESSAGE | NEVER | MESSAGE_REFUSED
          BAD Invalid system flag \\Custom                                        | MESSAGE | NEVER | MESSAGE_REFUSED
          BAD Command Argument Error. 11                                          | MESSAGE | NEVER | MESSAGE_REFUSED
          BAD [CLIENTBUG] Additional arguments found after last expected argument | MESSAGE | NEVER | MESSAGE_REFUSED
          NO [CANNOT] Keywords are not supported: a                               | MESSAGE | NEVER | MESSAGE_REFUSED
          NO Message contains a virus                                             | MESSAGE | NEVER | MESSAGE_REFUSED
          NO [SERVERBUG] Internal error occurred                                  | MESSAGE | AFTER | SERVER_ERROR
          NO Server Unavailable. 15                                               | MESSAGE | AFTER | SERVER_ERROR
          NO Something nobody has heard of                                        | MESSAGE | NEVER | MESSAGE_REFUSED
          NO [INUSE] Mailbox is locked                                            | FOLDER  | AFTER | SERVER_ERROR
          NO [AUTHORIZATIONFAILED] Not yours                                      | ACCOUNT | NEVER | NOT_PERMITTED
          NO [EXPIRED] Password expired                                           | ACCOUNT | NEVER | LOGIN_REFUSED
          NO [PRIVACYREQUIRED] TLS first                                          | ACCOUNT | NEVER | LOGIN_NOT_POSSIBLE
          """)
  void knowsWhatANoToAnAppendMeans(String answer, Scope scope, Retry retry, Problem problem) {
    assertThat(Refusals.rule(Doing.APPENDING, parse(answer)))
        .extracting(Ruling::scope, Ruling::retry, Ruling::problem)
        .containsExactly(scope, retry, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECTING  | NO [AUTHENTICATIONFAILED] Authentication failed.                 | ACCOUNT | NEVER | LOGIN_REFUSED
          CONNECTING  | NO LOGIN failed.                                                 | ACCOUNT | NEVER | LOGIN_REFUSED
          CONNECTING  | NO [ALERT] Too many simultaneous connections. (Failure)          | ACCOUNT | AFTER | THROTTLED
          CONNECTING  | NO [LIMIT] Maximum number of connections from user+IP exceeded   | ACCOUNT | AFTER | THROTTLED
          CONNECTING  | NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10) | ACCOUNT | AFTER | THROTTLED
          CONNECTING  | NO [ALERT] Please log in via your web browser: https://example.com (Failure) | ACCOUNT | NEVER | LOGIN_NOT_POSSIBLE
          CONNECTING  | NO [WEBALERT https://accounts.example.com/x] Web login required. | ACCOUNT | NEVER | LOGIN_NOT_POSSIBLE
          CONNECTING  | NO [ALERT] Application-specific password required: https://example.com (Failure) | ACCOUNT | NEVER | LOGIN_NOT_POSSIBLE
          CONNECTING  | NO [SERVERBUG] Try again                                         | ACCOUNT | AFTER | SERVER_ERROR
          CONNECTING  | NO Temporary authentication failure                              | ACCOUNT | AFTER | SERVER_ERROR
          LISTING     | BAD User is authenticated but not connected.                     | ACCOUNT | NEVER | NOT_PERMITTED
          LISTING     | NO LIST failed                                                   | ACCOUNT | AFTER | SERVER_ERROR
          OPENING     | NO Mailbox does not exist                                        | FOLDER  | NEVER | FOLDER_MISSING
          OPENING     | NO Mailbox does not exist, or must be subscribed to.             | FOLDER  | NEVER | FOLDER_MISSING
          OPENING     | NO Work doesn't exist.                                           | FOLDER  | NEVER | FOLDER_MISSING
          OPENING     | NO Mailbox isn't selectable                                      | FOLDER  | NEVER | FOLDER_MISSING
          OPENING     | NO [CANNOT] Invalid mailbox name                                 | FOLDER  | NEVER | FOLDER_MISSING
          OPENING     | NO SELECT Unsafe Login. Please contact example for help          | ACCOUNT | NEVER | LOGIN_NOT_POSSIBLE
          OPENING     | NO SELECT failed                                                 | FOLDER  | AFTER | SERVER_ERROR
          OPENING     | NO [CORRUPTION] Broken                                           | FOLDER  | NEVER | SERVER_ERROR
          READING     | NO [UNAVAILABLE] UID FETCH Server error while fetching messages  | FOLDER  | AFTER | SERVER_ERROR
          READING     | NO [SERVERBUG] UID SEARCH Server error - Please try again later  | FOLDER  | AFTER | SERVER_ERROR
          READING     | NO [THROTTLED] Slow down                                         | ACCOUNT | AFTER | THROTTLED
          READING     | NO Request is throttled. Suggested Backoff Time: 60000 milliseconds | ACCOUNT | AFTER | THROTTLED
          FLAGGING    | NO Too many user flags in mailbox                                | MESSAGE | NEVER | MESSAGE_REFUSED
          FLAGGING    | NO [READ-ONLY] Mailbox is read-only                              | FOLDER  | NEVER | NOT_PERMITTED
          REMOVING    | NO [NOPERM] No                                                   | FOLDER  | NEVER | NOT_PERMITTED
          REMOVING    | NO what                                                          | FOLDER  | AFTER | SERVER_ERROR
          CREATING    | NO [CANNOT] Folder contains excess whitespace (Failure)          | FOLDER  | NEVER | FOLDER_NAME_REFUSED
          CREATING    | NO Folder name is reserved                                       | FOLDER  | NEVER | FOLDER_NAME_REFUSED
          CREATING    | NO Invalid mailbox name                                          | FOLDER  | NEVER | FOLDER_NAME_REFUSED
          CREATING    | NO Permission denied                                             | FOLDER  | NEVER | NOT_PERMITTED
          CREATING    | NO [LIMIT] Too many mailboxes                                    | FOLDER  | NEVER | QUOTA_FULL
          CREATING    | NO [OVERQUOTA] Full                                              | ACCOUNT | NEVER | QUOTA_FULL
          SUBSCRIBING | NO [NONEXISTENT] No such mailbox                                 | FOLDER  | NEVER | FOLDER_MISSING
          SUBSCRIBING | NO whatever                                                      | FOLDER  | NEVER | SERVER_ERROR
          """)
  void knowsWhatTheSameWordsMeanElsewhere(
      Doing doing, String answer, Scope scope, Retry retry, Problem problem) {
    assertThat(Refusals.rule(doing, parse(answer)))
        .extracting(Ruling::scope, Ruling::retry, Ruling::problem)
        .containsExactly(scope, retry, problem);
  }

  @Test
  void looksAtTheBeginningOfAnEndlessAnswerOnly() {
    var endless =
        new TaggedResponse(ResponseStatus.NO, Optional.empty(), "x".repeat(5_000) + "quota");

    assertThat(Refusals.rule(Doing.APPENDING, endless).problem())
        .isEqualTo(Problem.MESSAGE_REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Too many connections, try again later      | true
          Maximum number of connections exceeded     | true
          Session invalidated - AccessTokenExpired   | false
          Server is shutting down                    | false
          """)
  void tellsThrottlingFromOtherFarewells(String words, boolean throttled) {
    assertThat(Refusals.farewell(words).isPresent()).isEqualTo(throttled);
  }

  private static TaggedResponse parse(String line) {
    Matcher answer = ANSWER.matcher(line);
    assertThat(answer.matches()).isTrue();
    Optional<ResponseCode> code =
        Optional.ofNullable(answer.group(2))
            .map(name -> new ResponseCode(name, answer.group(3) == null ? "" : answer.group(3)));
    return new TaggedResponse(ResponseStatus.valueOf(answer.group(1)), code, answer.group(4));
  }
}
