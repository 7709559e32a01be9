package org.transhume.cli.outcome;

import java.util.HashSet;
import java.util.Set;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.PassReport;

/**
 * What the process ends with, for scripts. In the tens: 1 the source, 2 the destination, 3 the
 * ledger; in the ones: 0 the way there, 1 TLS, 2 the login, 3 the server itself.
 */
public enum ExitCode {
  /** Every selected message is at the destination and was matched there; exceptions are named. */
  WHOLE(0, "whole: every selected message is at the destination and was matched there"),
  /** A bug. */
  UNEXPECTED(1, "an error nobody expected; please report it"),
  /** The pass went through and some messages or folders did not. */
  NOT_WHOLE(
      2, "some messages or folders could not be copied or not be proved; the report names them"),
  SOURCE_CONNECTION(10, "the source cannot be reached, or the connection does not last"),
  SOURCE_TLS(11, "the source's TLS or certificate is not good"),
  SOURCE_LOGIN(12, "the source refused the login"),
  SOURCE_SERVER(13, "the source's server failed, or asks to come back later"),
  DESTINATION_CONNECTION(20, "the destination cannot be reached, or the connection does not last"),
  DESTINATION_TLS(21, "the destination's TLS or certificate is not good"),
  DESTINATION_LOGIN(22, "the destination refused the login"),
  DESTINATION_SERVER(23, "the destination's server failed, or asks to come back later"),
  DESTINATION_FULL(24, "the destination's quota is used up"),
  DESTINATION_RECREATED(
      25, "a destination folder was restored or recreated; needs --copy-missing-again"),
  LEDGER_IN_USE(30, "another transhume is working on the same destination mailbox"),
  LEDGER_UNWRITABLE(31, "the ledger cannot be written: disk full, or not permitted"),
  LEDGER_REFUSED(32, "the ledger must not be used as it is; the text says why"),
  DELETION_REFUSED(
      40, "something was to be removed and a guard refused it; the report says what would go"),
  /** EX_USAGE of sysexits.h. */
  USAGE(
      64,
      "the command line is wrong, names a folder that is not there, a search the source does not"
          + " understand, one mailbox for both sides, or another place for a folder that was"
          + " copied"),
  /** EX_TEMPFAIL of sysexits.h. */
  WAITING(
      75,
      "nothing failed: a server, or the pace that was asked for, makes it wait; run it again after"
          + " the time it says, or use --wait"),
  /** EX_UNAVAILABLE: what the launcher says when it cannot start the program. */
  NOT_STARTED(69, "no JDK or no build"),
  /** As a shell counts SIGINT; SIGTERM gives 143. */
  INTERRUPTED(130, "stopped by Ctrl-C; the next run goes on");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The number. */
  public int number() {
    return number;
  }

  /** What it means, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** The code of a pass: of what ended it, or of what all its failures have in common. */
  public static ExitCode of(PassReport report) {
    if (report.failure().isPresent()) {
      return of(report.failure().get());
    }
    Set<ExitCode> codes = new HashSet<>();
    for (FolderReport folder : report.folders()) {
      if (!folder.isWhole()) {
        codes.add(folder.failure().map(ExitCode::ofFolder).orElse(NOT_WHOLE));
      }
    }
    return switch (codes.size()) {
      case 0 -> ofDeletions(report.deletions());
      case 1 -> codes.iterator().next();
      default -> NOT_WHOLE;
    };
  }

  private static ExitCode ofDeletions(DeletionReport deletions) {
    return deletions
        .failure()
        .map(ExitCode::of)
        .orElse(deletions.isRefused() ? DELETION_REFUSED : WHOLE);
  }

  /**
   * A folder's own trouble is part of the report; what asks a person to act has a code of its own.
   */
  private static ExitCode ofFolder(EndpointException failure) {
    return switch (failure.problem()) {
      case QUOTA_FULL, LOOKS_RECREATED, LEDGER_UNWRITABLE -> of(failure);
      default -> NOT_WHOLE;
    };
  }

  /** The code of what ended a run. */
  public static ExitCode of(EndpointException failure) {
    if (PassReport.waiting(failure).isPresent()) {
      return WAITING;
    }
    return of(failure.problem(), failure.side());
  }

  private static ExitCode of(Problem problem, Side side) {
    boolean source = side == Side.SOURCE;
    return switch (problem) {
      case UNKNOWN_HOST, CANNOT_CONNECT, CONNECTION_LOST, TIMEOUT, PROTOCOL ->
          source ? SOURCE_CONNECTION : DESTINATION_CONNECTION;
      case TLS_NOT_SPOKEN, STARTTLS_MISSING, CERTIFICATE_INVALID ->
          source ? SOURCE_TLS : DESTINATION_TLS;
      case LOGIN_REFUSED, LOGIN_ON_HOLD, LOGIN_NOT_POSSIBLE ->
          source ? SOURCE_LOGIN : DESTINATION_LOGIN;
      case THROTTLED, SERVER_ERROR -> source ? SOURCE_SERVER : DESTINATION_SERVER;
      case QUOTA_FULL -> DESTINATION_FULL;
      case LOOKS_RECREATED -> DESTINATION_RECREATED;
      case LEDGER_UNWRITABLE -> LEDGER_UNWRITABLE;
      // A folder that a person named; one that goes away meanwhile does not end a run.
      case SAME_MAILBOX, MAPPED_ELSEWHERE, SEARCH_REFUSED, FOLDER_MISSING -> USAGE;
      case UIDVALIDITY_CHANGED,
          FOLDER_NAME_REFUSED,
          NOT_PERMITTED,
          MESSAGE_TOO_LARGE,
          MESSAGE_REFUSED,
          MESSAGE_NOT_READABLE,
          NOT_VERIFIED ->
          NOT_WHOLE;
    };
  }
}
