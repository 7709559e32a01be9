package org.transhume.cli.imapsync;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;

/** imapsync's exit codes, of which scripts know the numbers. */
enum ImapsyncCode {
  OK(0, "EX_OK: successful termination"),
  CATCH_ALL(1, "EXIT_CATCH_ALL"),
  BY_SIGNAL(6, "EXIT_BY_SIGNAL"),
  PID_FILE_ERROR(8, "EXIT_PID_FILE_ERROR"),
  TLS_FAILURE(12, "EXIT_TLS_FAILURE"),
  USAGE(64, "EX_USAGE: command line usage error"),
  NO_INPUT(66, "EX_NOINPUT: cannot open input"),
  UNAVAILABLE(69, "EX_UNAVAILABLE: service unavailable"),
  SOFTWARE(70, "EX_SOFTWARE: internal software error"),
  /** Transhume's own. */
  DELETION_REFUSED(40, "EXIT_DELETION_REFUSED"),
  CONNECTION_FAILURE_HOST1(101, "EXIT_CONNECTION_FAILURE_HOST1"),
  CONNECTION_FAILURE_HOST2(102, "EXIT_CONNECTION_FAILURE_HOST2"),
  WITH_ERRORS(111, "EXIT_WITH_ERRORS"),
  OVERQUOTA(113, "EXIT_OVERQUOTA"),
  ERR_APPEND(114, "EXIT_ERR_APPEND"),
  ERR_FETCH(115, "EXIT_ERR_FETCH"),
  ERR_CREATE(116, "EXIT_ERR_CREATE"),
  ERR_SELECT(117, "EXIT_ERR_SELECT"),
  TRANSFER_EXCEEDED(118, "EXIT_TRANSFER_EXCEEDED"),
  AUTHENTICATION_FAILURE_USER1(161, "EXIT_AUTHENTICATION_FAILURE_USER1"),
  AUTHENTICATION_FAILURE_USER2(162, "EXIT_AUTHENTICATION_FAILURE_USER2");

  private final int number;
  private final String text;

  ImapsyncCode(int number, String text) {
    this.number = number;
    this.text = text;
  }

  int number() {
    return number;
  }

  /** Its name and meaning, as imapsync prints them. */
  String text() {
    return text;
  }

  /** The code of what kept a run from beginning for a reason on this machine. */
  static ImapsyncCode of(ExitCode code) {
    return switch (code) {
      case WHOLE -> OK;
      case USAGE -> USAGE;
      case LEDGER_IN_USE -> PID_FILE_ERROR;
      case INTERRUPTED -> BY_SIGNAL;
      case UNEXPECTED -> SOFTWARE;
      default -> CATCH_ALL;
    };
  }

  /** The code of a side that failed. */
  static ImapsyncCode of(EndpointException failure) {
    return of(failure.problem(), failure.side());
  }

  /**
   * The code of a pass: of what ended it, else of the most frequent failure, as imapsync counts.
   */
  static ImapsyncCode of(PassReport report) {
    if (report.failure().isPresent()) {
      return of(report.failure().get());
    }
    var counts = new EnumMap<ImapsyncCode, Long>(ImapsyncCode.class);
    for (FolderReport folder : report.folders()) {
      folder.failure().ifPresent(failure -> counts.merge(of(failure), 1L, Long::sum));
      for (MessageException exception : folder.exceptions()) {
        if (exception.failed()) {
          counts.merge(ofMessage(exception.code()), 1L, Long::sum);
        }
      }
      if (!folder.figures().addsUp()) {
        counts.merge(WITH_ERRORS, 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseGet(() -> of(report.deletions()));
  }

  private static ImapsyncCode of(DeletionReport deletions) {
    return deletions
        .failure()
        .map(ImapsyncCode::of)
        .orElse(deletions.isRefused() ? DELETION_REFUSED : OK);
  }

  private static ImapsyncCode ofMessage(String code) {
    return problem(code).map(problem -> of(problem, Side.DESTINATION)).orElse(WITH_ERRORS);
  }

  private static Optional<Problem> problem(String code) {
    try {
      return Optional.of(Problem.valueOf(code));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a verdict of verification, which imapsync has none of
    }
  }

  private static ImapsyncCode of(Problem problem, Side side) {
    boolean source = side == Side.SOURCE;
    return switch (problem) {
      case UNKNOWN_HOST, CANNOT_CONNECT, CONNECTION_LOST, TIMEOUT, PROTOCOL ->
          source ? CONNECTION_FAILURE_HOST1 : CONNECTION_FAILURE_HOST2;
      case TLS_NOT_SPOKEN, STARTTLS_MISSING, CERTIFICATE_INVALID -> TLS_FAILURE;
      case LOGIN_REFUSED, LOGIN_ON_HOLD, LOGIN_NOT_POSSIBLE ->
          source ? AUTHENTICATION_FAILURE_USER1 : AUTHENTICATION_FAILURE_USER2;
      case QUOTA_FULL -> OVERQUOTA;
      case MESSAGE_TOO_LARGE, MESSAGE_REFUSED -> ERR_APPEND;
      case MESSAGE_NOT_READABLE -> ERR_FETCH;
      case FOLDER_NAME_REFUSED -> ERR_CREATE;
      case FOLDER_MISSING, NOT_PERMITTED, UIDVALIDITY_CHANGED -> ERR_SELECT;
      case THROTTLED -> TRANSFER_EXCEEDED;
      case SAME_MAILBOX, MAPPED_ELSEWHERE, SEARCH_REFUSED -> USAGE;
      case LEDGER_UNWRITABLE -> CATCH_ALL;
      case NOT_VERIFIED, LOOKS_RECREATED, SERVER_ERROR -> WITH_ERRORS;
    };
  }
}
