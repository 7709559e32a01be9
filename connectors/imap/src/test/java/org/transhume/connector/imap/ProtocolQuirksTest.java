package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.transhume.connector.imap.QuirkyPair.DATE;
import static org.transhume.connector.imap.QuirkyPair.octets;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.nth;
import static org.transhume.imap.testkit.memory.FaultPlan.once;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.verify.Verdicts;
import org.transhume.imap.testkit.judge.Difference;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.memory.BodyTrouble;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.KeywordPolicy;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.imap.testkit.proxy.Cut;
import org.transhume.imap.testkit.proxy.Direction;
import org.transhume.imap.testkit.proxy.LineRule;
import org.transhume.imap.testkit.proxy.LineRule.Action;

/** What docs/QUIRKS.md numbers 50 to 64, each met by whole passes. */
@Timeout(60)
class ProtocolQuirksTest {
  private static void assertWhole(QuirkyPair pair, PassReport... passes) {
    assertThat(passes)
        .allSatisfy(
            pass -> {
              assertThat(pass.failure()).isEmpty();
              assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
            });
    assertThat(pair.judge().differences()).isEmpty();
  }

  private static QuirkyPair between(MemoryOptions.Builder from, MemoryOptions.Builder to) {
    return new QuirkyPair(from, to, UnaryOperator.identity());
  }

  private static QuirkyPair impatient(MemoryOptions.Builder from, MemoryOptions.Builder to) {
    return new QuirkyPair(from, to, MemoryPair::impatient);
  }

  private static List<MessageException> exceptions(PassReport pass) {
    return pass.folders().stream().flatMap(folder -> folder.exceptions().stream()).toList();
  }

  @Test
  @Tag("B1")
  void quirk50NamesOfEveryShape() {
    UnaryOperator<String> literals =
        line ->
            line.replaceFirst("\"A\\\\\"B\\\\\\\\c\"$", "{5}\r\nA\"B\\\\c")
                .replaceFirst(" \"NIL\"$", " {3}\r\nNIL");
    try (var pair = new QuirkyPair().sourceSays(literals)) {
      for (String name :
          List.of("A\"B\\c", "NIL", "trailing ", "#leading", "A//B", "Parent/Child", "Old")) {
        pair.deliver(pair.from().createRaw(name), 2);
      }
      pair.from().delete("Old");
      pair.from().subscribe("Old"); // LIST shows it as \NonExistent

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(12);
      assertThat(second.total().copied()).isZero();
      assertThat(pair.to().find("NIL")).isPresent();
      assertThat(pair.to().find("A\"B\\c")).isPresent();
      assertWhole(pair, first, second);
    }
  }

  @Test
  @Tag("B1")
  void quirk50NoSeparatorAtAll() {
    var flat = MemoryOptions.builder().separator(MemoryOptions.FLAT);
    try (var pair = between(flat, MemoryOptions.builder())) {
      pair.deliver(pair.from().createRaw("A/B"), 2);
      pair.deliver(pair.inbox(), 2);

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(4);
      assertThat(second.total().copied()).isZero();
      assertThat(pair.to().mailboxNames()).contains("A_B");
      assertWhole(pair, first, second);
    }
  }

  @Test
  @Tag("B1")
  void quirk51NamesInABrokenEncoding() {
    try (var pair = new QuirkyPair()) {
      List<String> names = List.of("R&bad", "x&AGE-", "&2D0-", "Entw\u00c3\u00bcrfe");
      names.forEach(name -> pair.deliver(pair.from().createRaw(name), 2));

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(8);
      assertThat(second.total().copied()).isZero();
      assertThat(pair.to().mailboxNames()).contains("R&-bad", "x&-AGE-", "&-2D0-", "Entw&APw-rfe");
      assertThat(first.verdict()).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  @Tag("I2")
  void quirk52UidsThatBeginAnew() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 20);
      PassReport first = pair.copy();
      pair.inbox().changeUidValidity(pair.inbox().uidValidity() + 1);
      pair.deliver(pair.inbox(), 2);
      PassReport second = pair.copy();
      var there = pair.to().mailbox("INBOX");
      there.changeUidValidity(there.uidValidity() + 1);
      PassReport third = pair.copy();

      assertThat(second.total().copied()).isEqualTo(2);
      assertThat(third.total().copied()).isZero();
      assertWhole(pair, first, second, third);
    }
  }

  @Test
  @Tag("I2")
  void quirk52StatusAndExamineDisagree() {
    UnaryOperator<String> eight =
        line ->
            line.startsWith("* STATUS ")
                ? line.replaceAll("UIDVALIDITY \\d+", "UIDVALIDITY 8")
                : line;
    try (var pair = new QuirkyPair().sourceSays(eight).destinationSays(eight)) {
      pair.deliver(pair.inbox(), 20);

      PassReport first = pair.copy();
      pair.deliver(pair.inbox(), 2);
      PassReport second = pair.copy();
      PassReport third = pair.copy();

      assertThat(first.total().copied()).isEqualTo(20);
      assertThat(second.total().copied()).isEqualTo(2);
      assertThat(third.total().copied()).isZero();
      assertWhole(pair, first, second, third);
    }
  }

  /** Every FETCH response without a literal comes twice, UID 0 between; UIDNEXT is behind. */
  @Test
  @Tag("I2")
  void quirk53UidsOutOfOrderAndTwice() {
    Pattern fetch = Pattern.compile("\\* \\d+ FETCH \\(UID \\d+.*\\)");
    UnaryOperator<String> twice =
        line ->
            fetch.matcher(line).matches()
                ? line + "\r\n" + line.replaceFirst("UID \\d+", "UID 0") + "\r\n" + line
                : line.replaceFirst("UIDNEXT \\d+", "UIDNEXT 2")
                    .replaceFirst("^\\* (\\d+) EXISTS$", "* 1 EXISTS");
    try (var pair = between(MemoryOptions.bare(), MemoryOptions.builder())) {
      pair.sourceSays(twice);
      pair.deliver(pair.inbox(), 20);

      PassReport first = pair.copy();
      pair.deliver(pair.inbox(), 2);
      pair.inbox().flag(5, "\\Flagged");
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(20);
      assertThat(second.total().copied()).isEqualTo(2);
      assertWhole(pair, first, second);
    }
  }

  @Test
  @Tag("I1")
  void quirk54MessagesGoWhileOthersAreFetched() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 30);
      var gone = new AtomicInteger(20);
      pair.source.faults(
          (moment, call) -> {
            if (moment == Moment.RECEIVED && call.name().equals("UID FETCH")) {
              pair.inbox().expunge(List.of((long) gone.getAndIncrement()));
            }
            return new Fault.None();
          });
      pair.sourceSays(
          line ->
              line.contains(" FETCH (UID 7 ") ? "* VANISHED (EARLIER) 500:900\r\n" + line : line);

      PassReport first = pair.copy();
      pair.source.faults(FaultPlan.none());
      PassReport second = pair.copy();

      assertThat(gone.get()).as("some went").isGreaterThan(20);
      assertThat(first.failure()).isEmpty();
      assertThat(second.verdict()).isEqualTo(Verdict.PASS);
      assertThat(pair.judge().differences())
          .as("what is at the source is there; what went may have been copied before it did")
          .noneMatch(each -> each.kind() == Difference.Kind.LOST);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 90, 1_000, 3_000})
  @Tag("X2")
  void quirk55TheConnectionEndsInTheMiddleOfALiteral(long octets) {
    for (Fault.Cut how : Fault.Cut.values()) {
      try (var pair = new QuirkyPair()) {
        pair.deliver(pair.inbox(), 20);
        pair.source.faults(
            once(
                Moment.DONE,
                named("UID FETCH").and(call -> call.arguments().contains("BODY.PEEK[]")),
                new Fault.DropAfterOctets(octets, how)));

        PassReport pass = pair.copy();

        assertThat(pair.transfer.retries()).isNotEmpty();
        assertThat(pass.total().copied()).isEqualTo(20);
        assertWhole(pair, pass);
      }
    }
  }

  @Test
  @Tag("I1")
  void quirk56RefusedInsteadOfAskedForTheLiteral() {
    var poor = MemoryOptions.builder().without(Extension.MULTIAPPEND, Extension.LITERAL_PLUS);
    try (var pair = between(MemoryOptions.builder(), poor)) {
      pair.deliver(pair.inbox(), 6);
      pair.destination.faults(
          (moment, call) ->
              moment == Moment.LITERAL_ANNOUNCED && call.nth() == 3 && call.name().equals("APPEND")
                  ? new Fault.Answer("NO [TOOBIG] Message size exceeds fixed limit")
                  : new Fault.None());

      PassReport first = pair.copy();

      assertThat(exceptions(first))
          .filteredOn(MessageException::failed)
          .singleElement()
          .satisfies(each -> assertThat(each.words()).contains("[TOOBIG] Message size exceeds"));
      assertThat(pair.to().mailbox("INBOX").messages()).hasSize(5);
      PassReport second = pair.copy();
      assertThat(second.total().copied()).isEqualTo(1);
      assertThat(second.verdict()).isEqualTo(Verdict.PASS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "+ ", "+ b2sgZ28gb24=", ""})
  @Tag("X2")
  void quirk56AskedForTheLiteralInOtherWordsOrNotAtAll(String said) {
    var poor = MemoryOptions.bare();
    try (var pair = impatient(MemoryOptions.builder(), poor)) {
      pair.deliver(pair.inbox(), 6);
      var asked = new AtomicInteger();
      pair.destinationRule(
          () ->
              (direction, line) -> {
                if (direction == Direction.TO_SERVER || !line.startsWith("+")) {
                  return new Action.Pass();
                }
                boolean isOnce = asked.incrementAndGet() == 3;
                return !said.isEmpty()
                    ? new Action.Replace(said)
                    : isOnce ? new Action.Drop() : new Action.Pass();
              });

      PassReport pass = pair.copy();

      assertThat(asked.get()).isGreaterThan(5);
      assertThat(pass.total().copied()).isEqualTo(6);
      assertWhole(pair, pass);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @Tag("I2")
  void quirk57AnAnswerToAppendThatNeverComes(int nth) {
    for (MemoryOptions.Builder to :
        List.of(
            MemoryOptions.builder(),
            MemoryOptions.builder().without(Extension.MULTIAPPEND),
            MemoryOptions.bare())) {
      try (var pair = between(MemoryOptions.builder(), to)) {
        pair.transfer.with(1, 4);
        pair.deliver(pair.inbox(), 12);
        pair.destination.faults(
            once(Moment.DONE, nth(nth, "APPEND"), new Fault.Drop(Fault.Cut.RESET)));

        PassReport pass = pair.copy();

        assertThat(pair.transfer.retries()).isNotEmpty();
        assertWhole(pair, pass);
      }
    }
  }

  @Test
  @Tag("B1")
  void quirk58NewsOfOthersAndAnswersInTwoParts() {
    Pattern body = Pattern.compile("(\\* \\d+ FETCH \\()(UID \\d+ .*?)(BODY\\[] \\{\\d+})");
    UnaryOperator<String> split =
        line -> {
          var match = body.matcher(line);
          return match.matches()
              ? "* 2 FETCH (FLAGS (\\Seen))\r\n* 9999 FETCH (FLAGS ())\r\n"
                  + match.group(1)
                  + match.group(2).strip()
                  + ")\r\n"
                  + match.group(1)
                  + match.group(3)
              : line;
        };
    try (var pair = new QuirkyPair().sourceSays(split)) {
      pair.deliver(pair.inbox(), 12);

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(12);
      assertThat(second.total().copied()).isZero();
      assertWhole(pair, first, second);
    }
  }

  @Test
  @Tag("I5")
  void quirk59BodiesThatAreNoLiterals() {
    UnaryOperator<String> literal8 =
        line -> line.replaceFirst("BODY\\[] \\{(\\d+)}", "BODY[] ~{$1}");
    try (var pair = new QuirkyPair().sourceSays(literal8)) {
      pair.deliver(pair.inbox(), 3);
      pair.inbox().deliver(octets("Subject: NUL\r\n\r\n\0\0 \u0080\r\n"), DATE);

      PassReport pass = pair.copy();

      assertThat(pass.total().copied()).isEqualTo(4);
      assertWhole(pair, pass);
    }
    try (var pair = new QuirkyPair()) {
      pair.inbox().deliver(new byte[0], DATE);
      pair.sourceRule(
          () ->
              (direction, line) -> {
                if (direction == Direction.TO_SERVER) {
                  return new Action.Pass();
                }
                return line.endsWith("BODY[] {0}")
                    ? new Action.Replace(line.replace("{0}", "\"a: b\""))
                    : new Action.Pass();
              });

      PassReport pass = pair.copy();

      assertThat(pass.total().copied()).isEqualTo(1);
      assertThat(pair.to().mailbox("INBOX").messages().getFirst().content())
          .isEqualTo(octets("a: b"));
    }
  }

  @Test
  @Tag("I1")
  void quirk59BodiesThatAreNil() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 6);
      pair.inbox().trouble(4, BodyTrouble.NIL);

      PassReport first = pair.copy();
      pair.inbox().healBodies();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(5);
      assertThat(exceptions(first))
          .filteredOn(MessageException::failed)
          .singleElement()
          .satisfies(each -> assertThat(each.uid()).isEqualTo(4));
      assertThat(second.total().copied()).isEqualTo(1);
      assertThat(second.verdict()).isEqualTo(Verdict.PASS);
      assertThat(pair.judge(new Judge().withoutOrder()).differences()).isEmpty();
    }
  }

  /** The lengths are lies: no octet of what was announced too long reaches the destination. */
  @ParameterizedTest
  @ValueSource(strings = {"4294967295", "9223372036854775807", "99999999999999999999"})
  @Tag("I6")
  void quirk59LiteralsOfAnyLength(String length) {
    try (var pair = impatient(MemoryOptions.builder(), MemoryOptions.builder())) {
      pair.deliver(pair.from().create("Other"), 3);
      pair.deliver(pair.inbox(), 3);
      pair.sourceSays(
          line -> line.replaceFirst("(UID 2 .*BODY\\[]) \\{\\d+}$", "$1 {" + length + "}"));

      PassReport pass = runToItsEnd(pair);

      assertThat(pass.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(pair.to().mailboxNames()).isNotEmpty();
      assertThat(
              pair.to().mailbox("INBOX").messages().stream()
                  .mapToInt(each -> each.content().length))
          .allMatch(size -> size < 500);
    }
  }

  private static PassReport runToItsEnd(QuirkyPair pair) {
    return pair.transfer.copyAndComeBack().getLast();
  }

  @Test
  @Tag("X1")
  void quirk60HeaderFieldsEchoedInOtherWords() {
    Pattern fields = Pattern.compile("BODY\\[HEADER\\.FIELDS \\(([^)]*)\\)]");
    UnaryOperator<String> quoted =
        line ->
            fields
                .matcher(line)
                .replaceAll(
                    found ->
                        "body[header.fields (\""
                            + found.group(1).strip().replace("\"", "").replaceAll(" +", "\" \"")
                            + "\")]");
    try (var pair = new QuirkyPair().sourceSays(quoted).destinationSays(quoted)) {
      pair.deliver(pair.inbox(), 10);
      pair.inbox().deliver(octets("Subject: \u00e9\r\n\r\nx\r\n"), DATE);
      pair.inbox()
          .messages()
          .forEach(
              each ->
                  pair.to()
                      .mailbox("INBOX")
                      .deliver(
                          each.content(),
                          each.internalDate(),
                          each.flags().toArray(String[]::new)));
      pair.deliver(pair.inbox(), 1);

      PassReport pass = pair.copy();

      assertThat(pass.total().alreadyThere()).isEqualTo(11);
      assertThat(pass.total().copied()).isEqualTo(1);
      assertWhole(pair, pass);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* OK ready",
        "* OK [ALERT] Disk is nearly full\u001b[2J",
        "* OK [REFERRAL imap://other.example.com/] moved",
        "* OK",
        "* OK [CAPABILITY IMAP4rev1]"
      })
  @Tag("B1")
  void quirk61GreetingsOfEveryKind(String greeting) {
    UnaryOperator<String> greets = line -> line.endsWith("Memory IMAP ready.") ? greeting : line;
    try (var pair = new QuirkyPair().sourceSays(greets).destinationSays(greets)) {
      pair.deliver(pair.inbox(), 5);

      PassReport pass = pair.copy();

      assertThat(pass.total().copied()).isEqualTo(5);
      assertWhole(pair, pass);
    }
  }

  @Test
  @Tag("I8")
  void quirk61GreetedWithAFarewell() {
    try (var pair = new QuirkyPair()) {
      pair.deliver(pair.inbox(), 5);
      var greetings = new AtomicInteger();
      pair.sourceSays(
          line ->
              line.endsWith("Memory IMAP ready.") && greetings.incrementAndGet() <= 3
                  ? "* BYE Too many connections"
                  : line);

      PassReport pass = runToItsEnd(pair);

      assertThat(greetings.get()).isGreaterThan(3);
      assertWhole(pair, pass);
    }
  }

  @Test
  @Tag("I11")
  void quirk62KeywordsThatAreNotKept() {
    for (KeywordPolicy policy : List.of(KeywordPolicy.DROP, KeywordPolicy.REFUSE)) {
      try (var pair = between(MemoryOptions.builder(), MemoryOptions.builder().keywords(policy))) {
        pair.deliver(pair.inbox(), 4);
        pair.inbox().flag(2, "\\Seen", "$Forwarded");

        PassReport pass = pair.copy();

        assertThat(pass.total().copied()).isEqualTo(4);
        assertThat(exceptions(pass))
            .anySatisfy(
                each -> {
                  assertThat(each.uid()).isEqualTo(2);
                  assertThat(each.code()).isEqualTo(Verdicts.FLAGS_DIFFER);
                  assertThat(each.words()).isEqualTo("$Forwarded");
                });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 17, 20})
  @Tag("X2")
  void quirk63EveryConnectionIsClosedAfterSomeCommands(int commands) {
    for (Cut how : Cut.values()) {
      try (var pair =
          between(
              MemoryOptions.builder(), MemoryOptions.builder().without(Extension.MULTIAPPEND))) {
        pair.transfer.with(1, 4);
        pair.deliver(pair.inbox(), 30);
        pair.deliver(pair.from().create("Other"), 10);
        pair.sourceRule(() -> closingAfter(commands, how));
        pair.destinationRule(() -> closingAfter(commands, how));

        PassReport pass = runToItsEnd(pair);
        assertThat(pair.destination.connectionsMade()).isGreaterThan(2);
        assertWhole(pair, pass);
      }
    }
  }

  private static LineRule closingAfter(int commands, Cut how) {
    var seen = new AtomicInteger();
    return (direction, line) ->
        direction == Direction.TO_SERVER
                && line.startsWith("t")
                && seen.incrementAndGet() > commands
            ? new Action.CutBefore(how)
            : new Action.Pass();
  }

  @Test
  @Tag("I5")
  void quirk64MessagesOfEveryShape() {
    try (var pair = new QuirkyPair()) {
      var inbox = pair.inbox();
      for (String text :
          List.of(
              "",
              "\r\n",
              "Subject: header only\r\n",
              "no header, no colon\r\n",
              "From a@example.com Thu Jan  2 03:04:05 2020\r\nSubject: mbox\r\n\r\nx\r\n",
              "Message-ID: <same@example.com>\r\n\r\none\r\n",
              "Message-ID: <same@example.com>\r\n\r\ntwo\r\n",
              "\r\nNo header at all\r\n",
              nested(5),
              "X: " + "y".repeat(1_000_000) + "\r\n\r\nlong header\r\n",
              parts(10_000))) {
        inbox.deliver(octets(text), DATE);
      }

      PassReport first = pair.copy();
      PassReport second = pair.copy();

      assertThat(first.total().copied()).isEqualTo(11);
      assertThat(second.total().copied()).isZero();
      assertWhole(pair, first, second);
    }
  }

  private static String nested(int levels) {
    String head = "Content-Type: message/rfc822\r\n\r\n";
    return head.repeat(levels) + "Subject: within\r\n\r\nx\r\n";
  }

  private static String parts(int count) {
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\n\r\npart\r\n".repeat(count)
        + "--b--\r\n";
  }
}
