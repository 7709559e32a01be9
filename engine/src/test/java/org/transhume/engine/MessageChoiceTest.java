package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessagesLeftOut;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.DateWindow;
import org.transhume.engine.selection.MessageRule;
import org.transhume.engine.selection.MessageRules;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/** Passes that take some of the messages: what is left out is on record, and taken when it may. */
class MessageChoiceTest {
  private static final MessageRules ALL = MessageRules.everything();

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private static MessageRules sizes(long max) {
    return new MessageRules(
        DateWindow.always(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(max),
        OptionalLong.empty(),
        Flags.none(),
        Flags.none(),
        Optional.empty());
  }

  private static MessageRules without(Flag flag) {
    return new MessageRules(
        DateWindow.always(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Flags.none(),
        Flags.of(flag),
        Optional.empty());
  }

  private static MessageRules atLeast(Duration age) {
    return new MessageRules(
        DateWindow.always(),
        Optional.empty(),
        Optional.of(age),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Flags.none(),
        Flags.none(),
        Optional.empty());
  }

  private static MessageRules found(String keys) {
    return new MessageRules(
        DateWindow.always(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Flags.none(),
        Flags.none(),
        Optional.of(new SearchKeys(keys)));
  }

  private static Mail large(int number) {
    return Mail.of(
        "Message-ID: <large%d@example.com>\r\nSubject: Large %d\r\n\r\n%s\r\n"
            .formatted(number, number, "x".repeat(900)),
        Flags.none(),
        new InternalDate(1_700_000_000L + number, 0));
  }

  private void fill() {
    source.folder("INBOX").put(Transfer.mail(1));
    source.folder("INBOX").put(large(2));
    source.folder("INBOX").put(Transfer.mail(3, Flag.SEEN));
  }

  private PassReport copy(MessageRules rules) {
    return transfer.with(PassOptions.usual().withMessages(rules)).copy();
  }

  private long there() {
    return destination.mail().get("INBOX").size();
  }

  @Test
  @Tag("B9")
  @Tag("I11")
  void namesWhatItLeavesOut() {
    fill();

    PassReport report = copy(sizes(500));

    FolderReport inbox = report.folders().getFirst();
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(inbox.figures().addsUp()).isTrue();
    assertThat(inbox.figures().leftOut()).isEqualTo(1);
    assertThat(inbox.leftOut())
        .extracting(MessagesLeftOut::rule, MessagesLeftOut::uids)
        .containsExactly(tuple(MessageRule.TOO_LARGE, UidSet.of(2)));
    assertThat(inbox.leftOut().getFirst().labels().get(2L))
        .extracting(MessageLabel::subject)
        .isEqualTo("Large 2");
    assertThat(there()).isEqualTo(2);
  }

  @Test
  @Tag("B9")
  @Tag("D9")
  void plansWhatItWouldLeaveOut() {
    fill();

    PassReport copy = transfer.with(PassOptions.usual().withMessages(sizes(500))).planAndCopy();

    assertThat(copy.folders().getFirst().leftOut()).isNotEmpty();
    assertThat(copy.total().copied()).isEqualTo(2);
  }

  @Test
  @Tag("B14")
  void takesTheRestWhenTheRulesAreWider() {
    fill();
    copy(sizes(500));

    PassReport second = copy(ALL);

    assertThat(second.total().copied()).isEqualTo(1);
    assertThat(second.total().leftOut()).isZero();
    assertThat(there()).isEqualTo(3);
  }

  @Test
  @Tag("D5")
  void leavesCopiesWhereTheyAreWhenTheRulesAreNarrower() {
    fill();
    copy(ALL);

    PassReport second = copy(sizes(500));

    assertThat(second.total().alreadyThere()).isEqualTo(3);
    assertThat(second.total().leftOut()).isZero();
    assertThat(there()).isEqualTo(3);
  }

  @Test
  void takesAMessageThatHasComeOfAge() {
    fill();
    transfer.advance(Duration.ofDays(1));
    PassReport first = copy(atLeast(Duration.ofDays(30_000)));
    PassReport again = copy(atLeast(Duration.ofDays(30_000)));
    transfer.advance(Duration.ofDays(40_000));

    PassReport later = copy(atLeast(Duration.ofDays(30_000)));

    assertThat(first.total().leftOut()).isEqualTo(3);
    assertThat(again.total().leftOut()).isEqualTo(3);
    assertThat(later.total().copied()).isEqualTo(3);
  }

  @Test
  void takesAMessageWhoseFlagsChanged() {
    fill();
    PassReport first = copy(without(Flag.SEEN));
    source.folder("INBOX").setFlags(3, Flags.none());

    PassReport second = copy(without(Flag.SEEN));

    assertThat(first.total().leftOut()).isEqualTo(1);
    assertThat(second.total().copied()).isEqualTo(1);
  }

  @Test
  void takesWhatTheServerFinds() {
    fill();

    PassReport report = copy(found("SUBJECT \"Number\""));

    assertThat(report.total().copied()).isEqualTo(2);
    assertThat(report.folders().getFirst().leftOut().getFirst().rule())
        .isEqualTo(MessageRule.NOT_FOUND);
  }

  @Test
  void stopsWhereTheServerDoesNotUnderstandTheSearch() {
    fill();

    PassReport report = copy(found("NONSENSE"));

    assertThat(report.failure()).map(EndpointException::problem).contains(Problem.SEARCH_REFUSED);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(there()).isZero();
  }

  @Test
  @Tag("X3")
  void asksNothingAgainWhileNothingChanged() {
    fill();
    copy(sizes(500));
    copy(sizes(500));
    long before = source.counts().commands(Command.LIST) + source.counts().commands(Command.OPEN);

    PassReport third = copy(sizes(500));

    assertThat(source.counts().commands(Command.LIST) + source.counts().commands(Command.OPEN))
        .isEqualTo(before);
    assertThat(third.folders().getFirst().leftOut().getFirst().uids()).isEqualTo(UidSet.of(2));
  }

  @Test
  @Tag("I11")
  void doesNotCallAMessageLeftOutThatWasTakenAndFailed() {
    fill();
    copy(sizes(500));
    destination
        .faults()
        .next(
            Command.APPEND,
            new Fault.Refuse(
                Problem.QUOTA_FULL,
                new EndpointException.Fault(Scope.ACCOUNT, Retry.NEVER),
                "Over quota"));

    PassReport second = copy(ALL);

    assertThat(second.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(second.total().leftOut()).isZero();
  }
}
