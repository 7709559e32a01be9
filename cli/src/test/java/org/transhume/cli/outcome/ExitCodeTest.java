package org.transhume.cli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.PassReport;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

class ExitCodeTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  private static EndpointException failure(Problem problem, Side side) {
    return new EndpointException(problem, side, new Fault(Scope.FOLDER, Retry.NEVER), "x", "");
  }

  private static FolderReport folder(long failed, Optional<EndpointException> failure) {
    return new FolderReport(
        MailboxName.inbox('/'),
        MailboxName.inbox('/'),
        new FolderFigures(5, 5 - failed, 0, 0, 0, 0, failed, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        List.of(),
        failure);
  }

  private static PassReport report(Optional<EndpointException> failure, FolderReport... folders) {
    return new PassReport(
        THEN,
        THEN,
        List.of(folders),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        failure,
        Optional.empty(),
        DeletionReport.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_HOST,10,20",
    "CANNOT_CONNECT,10,20",
    "CONNECTION_LOST,10,20",
    "TIMEOUT,10,20",
    "PROTOCOL,10,20",
    "TLS_NOT_SPOKEN,11,21",
    "STARTTLS_MISSING,11,21",
    "CERTIFICATE_INVALID,11,21",
    "LOGIN_REFUSED,12,22",
    "LOGIN_NOT_POSSIBLE,12,22",
    "THROTTLED,13,23",
    "SERVER_ERROR,13,23",
    "QUOTA_FULL,24,24",
    "LOOKS_RECREATED,25,25",
    "LEDGER_UNWRITABLE,31,31",
    "SAME_MAILBOX,64,64",
    "MAPPED_ELSEWHERE,64,64",
    "FOLDER_MISSING,64,64",
    "NOT_PERMITTED,2,2"
  })
  void tellsTheSideAndTheKindOfWhatEndedARun(Problem problem, int source, int destination) {
    assertThat(ExitCode.of(failure(problem, Side.SOURCE)).number()).isEqualTo(source);
    assertThat(ExitCode.of(failure(problem, Side.DESTINATION)).number()).isEqualTo(destination);
  }

  @Test
  void isWholeWhenEveryFolderIs() {
    assertThat(ExitCode.of(report(Optional.empty(), folder(0, Optional.empty()))))
        .isEqualTo(ExitCode.WHOLE);
    assertThat(ExitCode.of(report(Optional.empty()))).isEqualTo(ExitCode.WHOLE);
  }

  @Test
  void isNotWholeWhenAMessageFailed() {
    assertThat(
            ExitCode.of(
                report(Optional.empty(), folder(0, Optional.empty()), folder(1, Optional.empty()))))
        .isEqualTo(ExitCode.NOT_WHOLE);
  }

  @Test
  void namesWhatAllFoldersFailedFor() {
    var recreated = Optional.of(failure(Problem.LOOKS_RECREATED, Side.DESTINATION));
    var missing = Optional.of(failure(Problem.FOLDER_MISSING, Side.SOURCE));

    assertThat(ExitCode.of(report(Optional.empty(), folder(0, recreated), folder(0, recreated))))
        .isEqualTo(ExitCode.DESTINATION_RECREATED);
    assertThat(ExitCode.of(report(Optional.empty(), folder(0, recreated), folder(0, missing))))
        .isEqualTo(ExitCode.NOT_WHOLE);
    assertThat(
            ExitCode.of(
                report(Optional.empty(), folder(0, recreated), folder(1, Optional.empty()))))
        .isEqualTo(ExitCode.NOT_WHOLE);
  }

  @Test
  void namesWhatEndedThePassBeforeItsEnd() {
    assertThat(
            ExitCode.of(
                report(
                    Optional.of(failure(Problem.QUOTA_FULL, Side.DESTINATION)),
                    folder(1, Optional.empty()))))
        .isEqualTo(ExitCode.DESTINATION_FULL);
  }

  @Test
  void numbersAreGivenOnce() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::meaning)).doesNotHaveDuplicates();
  }
}
