package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.imap.testkit.memory.FaultPlan.always;
import static org.transhume.imap.testkit.memory.FaultPlan.named;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.memory.Moment;

/** What docs/QUIRKS.md numbers 1 to 21, each met by whole passes. */
@Timeout(60)
class NumberedQuirksTest {
  private static void assertWhole(QuirkyPair pair, PassReport... passes) {
    assertThat(passes)
        .allSatisfy(
            pass -> {
              assertThat(pass.failure()).isEmpty();
              assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
            });
    assertThat(pair.judge().differences()).isEmpty();
  }

  @Test
  @Tag("I1")
  void quirk01SizesThatAreNoSizes() {
    UnaryOperator<String> lie = line -> line.replaceAll("RFC822\\.SIZE \\d+", "RFC822.SIZE 19189");
    try (var pair = new QuirkyPair().sourceSays(lie).destinationSays(lie)) {
      pair.deliver(pair.inbox(), 40);

      PassReport first = pair.copy();
      pair.deliver(pair.inbox(), 3);
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(40);
      assertThat(second.total().copied()).isEqualTo(3);
      assertWhole(pair, first, second);
    }
  }

  /** Never a mailbox without folders, whatever is asked first. */
  @ParameterizedTest
  @ValueSource(strings = {"NAMESPACE LIST EXAMINE", "LIST", "EXAMINE"})
  @Tag("A8")
  @Tag("I1")
  void quirk02AuthenticatedButNotConnected(String commands) {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 5);
      var words = new Fault.Answer("BAD User is authenticated but not connected.");
      pair.source.faults(
          always(
              Moment.RECEIVED, call -> List.of(commands.split(" ")).contains(call.name()), words));

      var failure = pair.failure();
      pair.source.faults(FaultPlan.none());
      PassReport later = pair.copy();

      assertThat(failure.problem()).isEqualTo(Problem.NOT_PERMITTED);
      assertThat(failure.words()).contains("authenticated but not connected");
      assertThat(later.total().copied()).isEqualTo(5);
      assertWhole(pair, later);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[COPYUID %s %s %s]", "* [COPYUID %s %s %s] moved", "* OK [COPYUID %1$s  ] x"})
  @Tag("B11")
  void quirk09CopyuidThatIsMalformed(String said) {
    UnaryOperator<String> change =
        line -> {
          String[] words = line.split("[ \\]]");
          return line.startsWith("* OK [COPYUID ")
              ? said.formatted(words[3], words[4], words[5])
              : line;
        };
    try (var pair = new QuirkyPair().destinationSays(change)) {
      pair.from().create("Archive");
      pair.deliver(pair.inbox(), 20);
      PassReport first = pair.copy();
      var moved = pair.inbox().messages().subList(4, 9);
      var archive = pair.from().mailbox("Archive");
      moved.forEach(
          each ->
              archive.deliver(
                  each.content(), each.internalDate(), each.flags().toArray(String[]::new)));
      pair.inbox().expunge(moved.stream().map(each -> each.uid()).toList());

      PassReport second = pair.copy();
      PassReport third = pair.copy();

      assertThat(pair.destination.count("UID MOVE")).isEqualTo(1);
      assertThat(second.total().copied() + third.total().copied()).isZero();
      assertWhole(pair, first, second, third);
    }
  }

  @Test
  @Tag("A8")
  void quirk10TextInBracketsOfALogin() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 5);
      var words =
          new Fault.Answer(
              "OK [Error=\"Microsoft.Exchange.Data.Storage.WrongServerException: [x] \""
                  + " AuthResultFromPopImapEnd=0 Proxy=X:1993:SSL Service=Imap4] AUTHENTICATE"
                  + " completed.");
      pair.source.faults(always(Moment.DONE, named("AUTHENTICATE"), words));
      pair.destination.faults(always(Moment.DONE, named("AUTHENTICATE"), words));

      PassReport pass = pair.copy();

      assertThat(pass.total().copied()).isEqualTo(5);
      assertWhole(pair, pass);
    }
  }

  @Test
  @Tag("B1")
  void quirk11ATabInANameWithoutQuotes() {
    UnaryOperator<String> unquoted =
        line -> line.replace("\"Von\tBetreff\tGr&APYA3w-e\"", "Von\tBetreff\tGr&APYA3w-e");
    try (var pair = new QuirkyPair().sourceSays(unquoted)) {
      pair.deliver(pair.from().createRaw("Von\tBetreff\tGr&APYA3w-e"), 3);

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(3);
      assertThat(second.total().copied()).isZero();
      assertThat(second.folders()).hasSize(2);
      assertThat(pair.to().mailboxNames()).contains("Von_Betreff_Gr&-APYA3w-e");
      assertThat(pair.to().mailbox("Von_Betreff_Gr&APYA3w-e").messages()).hasSize(3);
      assertThat(List.of(first.verdict(), second.verdict())).containsOnly(Verdict.PASS);
    }
  }

  @Test
  @Tag("X3")
  void quirk12SpacesAtTheEnd() {
    UnaryOperator<String> spaced =
        line -> line.matches("\\* (STATUS|SEARCH|ESEARCH|CAPABILITY) .*") ? line + " " : line;
    for (MemoryOptions.Builder options : List.of(MemoryOptions.builder(), MemoryOptions.bare())) {
      try (var pair = new QuirkyPair(options, MemoryOptions.builder(), UnaryOperator.identity())) {
        pair.sourceSays(spaced).destinationSays(spaced);
        pair.deliver(pair.inbox(), 20);
        PassReport first = pair.copy();
        pair.deliver(pair.inbox(), 2);

        PassReport second = pair.copy();

        assertThat(first.total().copied()).isEqualTo(20);
        assertThat(second.total().copied()).isEqualTo(2);
        assertWhole(pair, first, second);
      }
    }
  }

  @Test
  @Tag("B1")
  void quirk16NamesThatDifferInCaseAlone() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.from().create("Trash"), 3);
      pair.deliver(pair.from().create("trash"), 4);
      pair.destination.faults(
          (moment, call) ->
              moment == Moment.RECEIVED
                      && call.name().equals("CREATE")
                      && isThereInAnotherCase(pair, call)
                  ? new Fault.Answer("NO Mailbox already exists")
                  : new Fault.None());

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(7);
      assertThat(second.total().copied()).isZero();
      assertThat(pair.to().mailboxNames()).hasSize(3);
      assertWhole(pair, first, second);
    }
  }

  private static boolean isThereInAnotherCase(QuirkyPair pair, CommandCall call) {
    String wanted = call.arguments().toLowerCase(Locale.ROOT).replace("\"", "").strip();
    return pair.to().mailboxNames().stream()
        .anyMatch(name -> wanted.equals(name.toLowerCase(Locale.ROOT)));
  }

  @Test
  @Tag("B1")
  void quirk19IdIsRefused() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 5);
      var words = new Fault.Answer("BAD Invalid argument");
      pair.source.faults(always(Moment.RECEIVED, named("ID"), words));
      pair.destination.faults(always(Moment.RECEIVED, named("ID"), words));

      PassReport pass = pair.copy();

      assertThat(pair.source.count("ID") + pair.destination.count("ID")).isPositive();
      assertThat(pass.total().copied()).isEqualTo(5);
      assertWhole(pair, pass);
    }
  }

  @Test
  @Tag("A8")
  void quirk20LoginInAnInvalidState() {
    try (var pair = new QuirkyPair()) {
      var words = new Fault.Answer("BAD Command received in Invalid state");
      pair.source.faults(always(Moment.RECEIVED, named("LOGIN").or(named("AUTHENTICATE")), words));

      var failure = pair.failure();

      assertThat(failure.problem())
          .as("the password is not to blame")
          .isEqualTo(Problem.LOGIN_NOT_POSSIBLE);
      assertThat(failure.words()).contains("Invalid state");
      assertThat(pair.destination.count("CREATE") + pair.destination.count("APPEND")).isZero();
    }
  }

  @Test
  @Tag("X3")
  void quirk21CommandLinesThatAreTooLong() {
    var bare = MemoryOptions.bare();
    try (var pair = new QuirkyPair(bare, MemoryOptions.builder(), UnaryOperator.identity())) {
      pair.deliver(pair.inbox(), 6_000);
      pair.inbox().expunge(LongStream.rangeClosed(1, 3_000).map(n -> n * 2).boxed().toList());
      pair.source.faults(
          always(
              Moment.RECEIVED,
              call -> call.arguments().length() > 8_192,
              new Fault.Answer("BAD Command Error. 10")));

      PassReport first = pair.copy();
      pair.inbox().flag(2_001, "\\Flagged");
      pair.deliver(pair.inbox(), 1);
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(3_000);
      assertThat(second.total().copied()).isEqualTo(1);
      assertWhole(pair, first, second);
    }
  }
}
