package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.nth;
import static org.transhume.imap.testkit.memory.FaultPlan.once;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.verify.Verdicts;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.judge.Difference;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.memory.AppendFilter;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.Fault.Cut;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.KeywordPolicy;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.memory.Moment;

/** Whole passes of the engine over the connector, with servers that go wrong on demand. */
class MemoryCopyTest {
  private static final Corpus SMALL = RealisticCorpus.tree(3, Profile.TINY, 60);
  private static final Corpus FEW = RealisticCorpus.manyFolders(3, 3, 7);

  static Stream<MemoryOptions.Builder> destinations() {
    return Stream.of(
        MemoryOptions.builder(),
        MemoryOptions.bare(),
        MemoryOptions.builder().without(Extension.MULTIAPPEND),
        MemoryOptions.builder()
            .without(Extension.MULTIAPPEND, Extension.LITERAL_PLUS)
            .with(Extension.LITERAL_MINUS),
        MemoryOptions.builder().without(Extension.UIDPLUS),
        MemoryOptions.builder().without(Extension.CONDSTORE),
        MemoryOptions.builder().hidesUidNext(true),
        MemoryOptions.bare().hidesUidNext(true),
        MemoryOptions.builder().separator(MemoryOptions.FLAT),
        MemoryOptions.builder().without(Extension.NAMESPACE).separator(MemoryOptions.FLAT),
        MemoryOptions.builder().preauthenticated(Servers.USER),
        MemoryOptions.builder().maxConnections(2));
  }

  @ParameterizedTest
  @MethodSource("destinations")
  @Tag("B1")
  void copiesAMailboxWhole(MemoryOptions.Builder destination) {
    Corpus corpus = new AwkwardCorpus(5).tree(1, name -> name.isPossibleWith('/'));
    try (var pair = new MemoryPair(corpus, MemoryOptions.builder(), destination)) {
      PassReport first = pair.transfer.copy();
      PassReport second = pair.transfer.copy();

      assertThat(first.failure()).isEmpty();
      assertThat(first.total().copied()).isEqualTo(corpus.messageCount());
      assertThat(pair.judge().differences()).isEmpty();
      assertThat(second.total().copied()).isZero();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  static Stream<MemoryOptions.Builder> sources() {
    return Stream.of(
        MemoryOptions.bare(),
        MemoryOptions.builder().hidesUidNext(true),
        MemoryOptions.builder().preauthenticated(Servers.USER));
  }

  @ParameterizedTest
  @MethodSource("sources")
  @Tag("B1")
  void copiesTheMailOfAPoorServerWhole(MemoryOptions.Builder source) {
    Corpus corpus = new AwkwardCorpus(5).tree(1, name -> name.isPossibleWith('/'));
    try (var pair = new MemoryPair(corpus, source, MemoryOptions.builder())) {
      PassReport first = pair.transfer.copy();
      PassReport second = pair.transfer.copy();

      assertThat(first.failure()).isEmpty();
      assertThat(first.total().copied()).isEqualTo(corpus.messageCount());
      assertThat(second.total().copied()).isZero();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  @Test
  @Tag("B1")
  void copiesFoldersWhoseNamesAreNoModifiedUtf7() {
    try (var pair = MemoryPair.able(FEW)) {
      var account = pair.source.account(Servers.USER);
      for (String wireName : List.of("R&bad", "x&AGE-", "&AOQ", "Entw\u00c3\u00bcrfe", "a&-b")) {
        account
            .createRaw(wireName)
            .deliver(
                ("Subject: " + wireName + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1),
                OffsetDateTime.parse("2020-01-02T03:04:05Z"));
      }

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(report.verdict()).isEqualTo(Verdict.PASS);
      assertThat(pair.destination.account(Servers.USER).mailboxNames())
          .contains("R&-bad", "x&-AGE-", "&-AOQ", "Entw&APw-rfe", "a&-b");
      assertThat(pair.destination.account(Servers.USER).find("R&bad").orElseThrow().messages())
          .hasSize(1);
      assertThat(pair.transfer.copy().total().copied()).isZero();
    }
  }

  @Test
  @Tag("C2")
  void copiesFoldersWhoseNamesAreMeantToDoHarm() {
    try (var pair = MemoryPair.able(FEW)) {
      var account = pair.source.account(Servers.USER);
      List<String> names =
          List.of(
              "..",
              "../../etc/passwd",
              "a\r\nx DELETE INBOX",
              "b\nx LOGOUT",
              "\u001b]0;title\u0007",
              "\u001b[2J",
              "\"",
              "\\",
              "\") NIL",
              "{5}",
              "{5+}",
              "%s%n",
              "-rf");
      for (String name : names) {
        account
            .createRaw(name)
            .deliver(
                "Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                OffsetDateTime.parse("2020-01-02T03:04:05Z"));
      }

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(report.total().copied()).isEqualTo(FEW.messageCount() + names.size());
      assertThat(pair.destinationCommands())
          .extracting(CommandCall::name)
          .doesNotContain("X", "DELETE", "UID EXPUNGE", "EXPUNGE");
      assertThat(pair.sourceCommands()).extracting(CommandCall::name).doesNotContain("X", "DELETE");
      assertThat(pair.destination.account(Servers.USER).mailboxNames())
          .as("every octet outside of printable US-ASCII is encoded")
          .allMatch(name -> name.chars().allMatch(c -> c >= ' ' && c <= '~'));
      assertThat(pair.transfer.copy().total().copied()).isZero();
    }
  }

  @Test
  @Tag("B1")
  void sendsTheSourceNothingThatCouldChangeIt() {
    try (var pair = MemoryPair.able(SMALL)) {
      pair.transfer.copy();
      pair.source
          .account(Servers.USER)
          .mailbox("INBOX")
          .deliver(new byte[] {'a', ':', '\r', '\n'}, OffsetDateTime.parse("2026-11-23T10:00:00Z"));
      pair.transfer.copy();

      Set<String> names =
          pair.sourceCommands().stream().map(CommandCall::name).collect(Collectors.toSet());
      assertThat(names)
          .isSubsetOf(
              "AUTHENTICATE",
              "CAPABILITY",
              "ID",
              "NAMESPACE",
              "LIST",
              "LSUB",
              "STATUS",
              "EXAMINE",
              "UNSELECT",
              "NOOP",
              "UID SEARCH",
              "UID FETCH",
              "LOGOUT");
      assertThat(pair.sourceCommands())
          .filteredOn(call -> call.arguments().contains("BODY"))
          .isNotEmpty()
          .allMatch(call -> call.arguments().contains("BODY.PEEK["));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 400})
  @Tag("X3")
  void asksNextToNothingOfAMailboxThatDidNotChange(int messages) {
    try (var pair = MemoryPair.able(RealisticCorpus.tree(3, Profile.TINY, messages))) {
      pair.transfer.copy();
      pair.forgetCommands();

      PassReport second = pair.transfer.copy();

      assertThat(second.total().alreadyThere()).isEqualTo(messages);
      assertThat(pair.sourceCommands())
          .extracting(CommandCall::name)
          .filteredOn(name -> !name.equals("LOGOUT")) // The first pass's may still arrive.
          .containsOnlyOnce("LIST")
          .doesNotContain("EXAMINE", "UID FETCH", "UID SEARCH")
          .hasSizeLessThanOrEqualTo(5);
      assertThat(pair.destinationCommands())
          .filteredOn(call -> !call.name().equals("LOGOUT"))
          .hasSizeLessThanOrEqualTo(5);
    }
  }

  @Test
  @Tag("X2")
  void learnsThatAServerBearsOneAppendAtATime() {
    var destination =
        MemoryOptions.builder().without(Extension.MULTIAPPEND).dropsOnAppendAhead(true);
    try (var pair = new MemoryPair(SMALL, MemoryOptions.builder(), destination)) {
      pair.transfer.with(2, 500);

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(pair.judge().differences()).isEmpty();
      assertThat(pair.transfer.retries()).as("two waves of both lanes").hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  @Tag("X2")
  void losesAndDoublesNothingWhicheverAnswerOfTheDestinationIsLost() {
    for (int n = 1; n <= 14; n++) {
      try (var pair = MemoryPair.able(SMALL)) {
        pair.transfer.with(2, 3);
        pair.destination.faults(once(Moment.DONE, nth(n, "APPEND"), new Fault.Drop(Cut.RESET)));

        PassReport report = pair.transfer.copy();

        assertThat(report.failure()).isEmpty();
        assertThat(pair.transfer.retries())
            .extracting(EndpointException::problem)
            .containsOnly(Problem.CONNECTION_LOST);
        assertThat(pair.judge().differences()).as("answer %d lost", n).isEmpty();
      }
    }
  }

  @Test
  @Tag("X2")
  void losesAndDoublesNothingWhicheverCommandIsTheLast() {
    int commands;
    try (var pair = MemoryPair.able(FEW)) {
      pair.transfer.with(1, 3).copy();
      commands = pair.sourceCommands().size();
    }
    for (int n = 4; n <= commands; n++) {
      try (var pair = MemoryPair.able(FEW)) {
        pair.transfer.with(1, 3);
        pair.source.faults(dropAtCommand(n));
        pair.destination.faults(dropAtCommand(n));

        pair.transfer.copy();
        pair.transfer.copy();

        assertThat(pair.judge().differences()).as("command %d the last", n).isEmpty();
      }
    }
  }

  /** Strikes once, at the command with that tag number on whatever connection comes to it first. */
  private static FaultPlan dropAtCommand(int n) {
    return once(Moment.RECEIVED, call -> call.tag().equals("t" + n), new Fault.Drop(Cut.RESET));
  }

  @Test
  @Tag("X2")
  void removesWhatADeadConnectionDeliversLate() {
    for (int n = 1; n <= 8; n++) {
      try (var pair = MemoryPair.able(SMALL)) {
        pair.transfer.with(1, 4);
        pair.destination.faults(
            once(
                Moment.RECEIVED,
                nth(n, "APPEND"),
                new Fault.ActLater(Duration.ofSeconds(3), Cut.FIN)));

        PassReport report = pair.transfer.copy();

        assertThat(report.failure()).isEmpty();
        assertThat(pair.judge().differences()).as("batch %d late", n).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 700, 3000, 5001, 7000})
  @Tag("X2")
  void goesOnWhereTheSourceBrokeOffInTheMiddleOfAMessage(long octets) {
    try (var pair = MemoryPair.able(SMALL)) {
      pair.source.faults(
          once(
              Moment.DONE,
              named("UID FETCH").and(call -> call.arguments().contains("BODY.PEEK[]")),
              new Fault.DropAfterOctets(octets, Cut.FIN)));

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(pair.transfer.retries()).isNotEmpty();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  @Test
  void losesPatienceWithADestinationThatFallsSilent() {
    try (var pair =
        new MemoryPair(
            SMALL, MemoryOptions.builder(), MemoryOptions.builder(), MemoryPair::impatient)) {
      pair.destination.faults(once(Moment.RECEIVED, nth(2, "APPEND"), new Fault.FallSilent()));

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(pair.transfer.retries()).isNotEmpty();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  @Test
  void losesPatienceWithASourceThatFallsSilentInTheMiddleOfAMessage() {
    try (var pair =
        new MemoryPair(
            SMALL, MemoryOptions.builder(), MemoryOptions.builder(), MemoryPair::impatient)) {
      pair.source.faults(
          once(
              Moment.DONE,
              named("UID FETCH").and(call -> call.arguments().contains("BODY.PEEK[]")),
              new Fault.FallSilent()));

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(pair.transfer.retries())
          .extracting(EndpointException::problem)
          .contains(Problem.TIMEOUT);
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  @Test
  void stopsWhenTheDestinationIsFullAndGoesOnWhenItIsNot() {
    try (var pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(1, 5);
      pair.destination.faults(
          FaultPlan.always(
              Moment.RECEIVED,
              named("APPEND").and(call -> call.nth() > 3),
              new Fault.Answer("NO Over quota")));

      PassReport full = pair.transfer.copy();
      pair.destination.faults(FaultPlan.none());
      PassReport again = pair.transfer.copy();

      assertThat(full.failure()).map(EndpointException::problem).contains(Problem.QUOTA_FULL);
      assertThat(full.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(again.failure()).isEmpty();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  @Test
  @Tag("I2")
  void doublesNothingThatWasStoredAlthoughTheServerSaidNo() {
    try (var pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(1, 5);
      pair.destination.faults(
          once(Moment.RECEIVED, nth(2, "APPEND"), new Fault.StorePart(2, "NO Sorry")));

      PassReport report = pair.transfer.copy();

      assertThat(report.verdict()).isEqualTo(Verdict.PASS);
      assertThat(pair.judge(new Judge().withoutOrder()).differences()).isEmpty();
      assertThat(pair.transfer.copy().total().copied()).isZero();
    }
  }

  @Test
  void namesTheOneMessageThatTheDestinationDoesNotTake() {
    try (var pair = MemoryPair.able(SMALL)) {
      byte[] dirty = "Subject: dirty\r\n\r\nNUL \0 here\r\n".getBytes(StandardCharsets.US_ASCII);
      var inbox = pair.source.account(Servers.USER).mailbox("INBOX");
      long uid = inbox.deliver(dirty, OffsetDateTime.parse("2020-01-02T03:04:05Z"));
      inbox.deliver(
          "a: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
          OffsetDateTime.parse("2020-01-02T03:04:06Z"));
      pair.destination.reconfigure(
          options -> options.toBuilder().filter(AppendFilter.strict()).build());

      PassReport report = pair.transfer.copy();

      assertThat(report.total().failed()).isEqualTo(1);
      assertThat(report.folders().stream().flatMap(f -> f.exceptions().stream()))
          .filteredOn(MessageException::failed)
          .singleElement()
          .satisfies(
              e -> {
                assertThat(e.uid()).isEqualTo(uid);
                assertThat(e.code()).isEqualTo(Problem.MESSAGE_REFUSED.name());
                assertThat(e.words()).isEqualTo("NO Message contains NUL characters");
              });
      assertThat(pair.judge(new Judge().withoutOrder()).differences())
          .singleElement()
          .satisfies(difference -> assertThat(difference.kind()).isEqualTo(Difference.Kind.LOST));
    }
  }

  @Test
  void namesTheKeywordsThatTheDestinationDoesNotKeep() {
    try (var pair =
        new MemoryPair(
            SMALL,
            MemoryOptions.builder(),
            MemoryOptions.builder().keywords(KeywordPolicy.REFUSE))) {
      var inbox = pair.source.account(Servers.USER).mailbox("INBOX");
      long uid = inbox.messages().getFirst().uid();
      inbox.flag(uid, "\\Seen", "$Forwarded");

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(report.folders().getFirst().exceptions())
          .anySatisfy(
              exception -> {
                assertThat(exception.uid()).isEqualTo(uid);
                assertThat(exception.code()).isEqualTo(Verdicts.FLAGS_DIFFER);
                assertThat(exception.words()).isEqualTo("$Forwarded");
              });
    }
  }

  @Test
  void startsTheFolderAnewWhenItsUidsBeginAnewInTheMiddle() {
    try (var pair = MemoryPair.able(SMALL)) {
      pair.transfer.with(1, 4);
      var inbox = pair.destination.account(Servers.USER).mailbox("INBOX");
      pair.destination.faults(
          (moment, call) -> {
            if (moment == Moment.RECEIVED && call.name().equals("APPEND") && call.nth() == 3) {
              inbox.changeUidValidity(inbox.uidValidity() + 1000);
            }
            return new Fault.None();
          });

      PassReport report = pair.transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }

  @Test
  void worksWithFewerConnectionsThanItWants() {
    try (var pair =
        new MemoryPair(
            RealisticCorpus.manyFolders(1, 30, 2),
            MemoryOptions.builder().maxConnections(1),
            MemoryOptions.builder().maxConnections(2))) {
      PassReport report = pair.transfer.with(4, 100).copy();

      assertThat(report.failure()).isEmpty();
      assertThat(pair.transfer.retries()).isEmpty();
      assertThat(pair.judge().differences()).isEmpty();
    }
  }
}
