package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.endpoint.Signal;
import org.transhume.imap.Reason;
import org.transhume.imap.ResponseCode;
import org.transhume.imap.ResponseStatus;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Scope;

/** The table in docs/PACE.md is what the program does. */
@Tag("C12")
class SignalsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Z]+) \\| `(.+)` \\| ([A-Za-z]+)(?: (PT\\S+))? \\|");
  private static final Pattern ANSWER =
      Pattern.compile("(NO|BAD) (?:\\[([A-Z-]+)(?: ([^]]*))?] ?)?(.*)");

  record Row(String during, String words, String signal, Optional<Duration> pause) {}

  static List<Row> rows() throws IOException {
    return Files.readAllLines(Path.of("../../docs/PACE.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(
            row ->
                new Row(
                    row.group(1),
                    row.group(2),
                    row.group(3),
                    Optional.ofNullable(row.group(4)).map(Duration::parse)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsAServersWordsAsThePageSays(Row row) {
    Signal signal = ruling(row).signal();

    assertThat(signal.getClass().getSimpleName()).isEqualTo(row.signal());
    assertThat(
            signal instanceof Signal.WaitFor(Duration pause)
                ? Optional.of(pause)
                : Optional.empty())
        .isEqualTo(row.pause());
  }

  private static Ruling ruling(Row row) {
    return switch (row.during()) {
      case "BYE" -> Faults.rule(Reason.BYE, Scope.CONNECTION, row.words());
      case "GREETING" -> Faults.rule(Reason.GREETING_BYE, Scope.SERVER, row.words());
      default -> Refusals.rule(Doing.valueOf(row.during()), answer(row.words()));
    };
  }

  @Test
  void saysOfEverySignalThatAServerCanGiveHowItIsGiven() throws IOException {
    Stream<String> given =
        Stream.of(Signal.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            // The network's, the client's and our own.
            .filter(name -> !List.of("Unreachable", "Broken", "Leave").contains(name));

    assertThat(rows()).extracting(Row::signal).containsAll(given.toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Suggested Backoff Time: 299961 milliseconds | PT4M59.961S
          back off for 90 seconds                     | PT1M30S
          Retry-After: 120                            | PT2M
          retry after = 5                             | PT5S
          Please try again in 15 min.                 | PT15M
          wait 1500ms                                 | PT1.5S
          come back in 3 h                            | PT3H
          try again in 400 hours                      | PT24H
          retry after 999999999999                    | PT24H
          try again in 0 seconds                      |
          retry later, error 5                        |
          message 12 seconds the motion               |
          try again, 3 messages were refused          |
          """)
  void findsTheTimeThatIsNamed(String words, Duration pause) {
    assertThat(NamedPause.in(words)).isEqualTo(Optional.ofNullable(pause));
  }

  static TaggedResponse answer(String line) {
    Matcher answer = ANSWER.matcher(line);
    assertThat(answer.matches()).as(line).isTrue();
    return new TaggedResponse(
        ResponseStatus.valueOf(answer.group(1)),
        Optional.ofNullable(answer.group(2))
            .map(name -> new ResponseCode(name, Optional.ofNullable(answer.group(3)).orElse(""))),
        answer.group(4));
  }
}
