package org.transhume.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.HeaderFields;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;

class MessageRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final MessageRules ALL = MessageRules.everything();

  private static Meta received(String date) {
    return new Meta(
        new Uid(1),
        Optional.empty(),
        Optional.of(InternalDate.parse(date)),
        OptionalLong.empty(),
        Optional.empty(),
        ModSeq.NONE);
  }

  private static Meta sent(String header, String received) {
    return new Meta(
        new Uid(1),
        Optional.empty(),
        Optional.of(InternalDate.parse(received)),
        OptionalLong.empty(),
        Optional.of(
            HeaderFields.copyOf(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))),
        ModSeq.NONE);
  }

  private static Meta sized(long bytes, Flag... flags) {
    return new Meta(
        new Uid(1),
        Optional.of(Flags.of(flags)),
        Optional.empty(),
        OptionalLong.of(bytes),
        Optional.empty(),
        ModSeq.NONE);
  }

  private static MessageRules days(String since, String before, DateWindow.Basis of, String zone) {
    var window =
        new DateWindow(
            Optional.ofNullable(since).map(LocalDate::parse),
            Optional.ofNullable(before).map(LocalDate::parse),
            of,
            Optional.ofNullable(zone).map(ZoneId::of));
    return new MessageRules(
        window,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Flags.none(),
        Flags.none(),
        Optional.empty());
  }

  private static MessageRules ages(Duration max, Duration min) {
    return new MessageRules(
        DateWindow.always(),
        Optional.ofNullable(max),
        Optional.ofNullable(min),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Flags.none(),
        Flags.none(),
        Optional.empty());
  }

  private static MessageRules sizesAndFlags(long max, long min, Flags with, Flags without) {
    return new MessageRules(
        DateWindow.always(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(max),
        OptionalLong.of(min),
        with,
        without,
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "24-Sep-2017 23:59:59 +0200, BEFORE_SINCE",
        "25-Sep-2017 00:00:00 +0200, -",
        "24-Sep-2018 23:59:59 -1100, -",
        "25-Sep-2018 00:00:00 -1100, AFTER_BEFORE",
        "25-Sep-2018 00:00:00 +9959, AFTER_BEFORE",
      })
  @Tag("C4")
  void takesBothDaysAsTheyAreWrittenInTheDate(String date, MessageRule reason) {
    MessageRules rules = days("2017-09-25", "2018-09-24", DateWindow.Basis.RECEIVED, null);

    assertThat(rules.reason(received(date), NOW)).isEqualTo(Optional.ofNullable(reason));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "24-Sep-2017 23:30:00 +0000, -",
        "25-Sep-2017 00:30:00 +0300, BEFORE_SINCE",
      })
  @Tag("C4")
  void takesTheDaysOfAZoneIfAsked(String date, MessageRule reason) {
    MessageRules rules = days("2017-09-25", null, DateWindow.Basis.RECEIVED, "Europe/Paris");

    assertThat(rules.reason(received(date), NOW)).isEqualTo(Optional.ofNullable(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Date: Mon, 25 Sep 2017 00:10:00 +0200 (CEST)|-",
        "Date: 24 Sep 17 23:10:00 EST|BEFORE_SINCE",
        "Date: Sun, 24 Sep 2017 23:10:00 GMT|BEFORE_SINCE",
        "Date: Mon, 25 Sep 2017 00:00:60 +1300|-",
        "Subject: no date|-",
        "Date: whenever|-",
        "Date: 31 Feb 2016 10:00:00 +0000|-",
        "Date: 31 Jan 2016 10:00:00 +9999|-",
      })
  @Tag("C4")
  void readsTheDateHeaderIfAskedAndElseWhenItWasReceived(String header, MessageRule reason) {
    MessageRules rules = days("2017-09-25", null, DateWindow.Basis.SENT, null);
    Meta message = sent(header + "\r\n\r\n", "25-Sep-2017 10:00:00 +0000");

    assertThat(rules.reason(message, NOW)).isEqualTo(Optional.ofNullable(reason));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "13-Nov-2026 11:59:59 +0000, TOO_OLD",
        "13-Nov-2026 12:00:00 +0000, -",
        "22-Nov-2026 12:00:00 +0000, -",
        "22-Nov-2026 12:00:01 +0000, TOO_YOUNG",
      })
  @Tag("D10")
  void countsAgesToTheSecond(String date, MessageRule reason) {
    MessageRules rules = ages(Duration.ofDays(10), Duration.ofDays(1));

    assertThat(rules.reason(received(date), NOW)).isEqualTo(Optional.ofNullable(reason));
  }

  @Test
  @Tag("B9")
  void leavesOutWhatIsLargerOrSmallerThanWanted() {
    MessageRules rules = sizesAndFlags(1000, 10, Flags.none(), Flags.none());

    assertThat(rules.reason(sized(1001), NOW)).contains(MessageRule.TOO_LARGE);
    assertThat(rules.reason(sized(1000), NOW)).isEmpty();
    assertThat(rules.reason(sized(10), NOW)).isEmpty();
    assertThat(rules.reason(sized(9), NOW)).contains(MessageRule.TOO_SMALL);
  }

  @Test
  void asksForAllFlagsWantedAndNoneOfThoseNotWanted() {
    MessageRules rules =
        sizesAndFlags(
            Long.MAX_VALUE,
            0,
            Flags.of(Flag.FLAGGED, Flag.ANSWERED),
            Flags.of(Flag.SEEN, Flag.DRAFT));

    assertThat(rules.reason(sized(5, Flag.FLAGGED, Flag.ANSWERED, Flag.DELETED), NOW)).isEmpty();
    assertThat(rules.reason(sized(5, Flag.FLAGGED), NOW)).contains(MessageRule.FLAG_MISSING);
    assertThat(rules.reason(sized(5, Flag.FLAGGED, Flag.ANSWERED, Flag.DRAFT), NOW))
        .contains(MessageRule.FLAG_UNWANTED);
  }

  @Test
  @Tag("I11")
  void leavesNothingOutForWhatAServerDoesNotTell() {
    var untold =
        new Meta(
            new Uid(1),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            ModSeq.NONE);
    var strict =
        new MessageRules(
            new DateWindow(
                Optional.of(LocalDate.parse("2026-01-01")),
                Optional.empty(),
                DateWindow.Basis.SENT,
                Optional.empty()),
            Optional.of(Duration.ofDays(1)),
            Optional.empty(),
            OptionalLong.of(1),
            OptionalLong.of(1),
            Flags.of(Flag.FLAGGED),
            Flags.of(Flag.SEEN),
            Optional.empty());

    assertThat(strict.reason(untold, NOW)).isEmpty();
  }

  @Test
  void asksForNoMoreThanItNeeds() {
    assertThat(ALL.needs()).isEmpty();
    assertThat(days("2026-01-01", null, DateWindow.Basis.RECEIVED, null).needs())
        .containsExactly(Item.INTERNAL_DATE);
    assertThat(days("2026-01-01", null, DateWindow.Basis.SENT, null).needs())
        .containsExactlyInAnyOrder(Item.INTERNAL_DATE, Item.IDENTITY);
    assertThat(ages(null, Duration.ofDays(1)).needs()).containsExactly(Item.INTERNAL_DATE);
    assertThat(sizesAndFlags(5, 1, Flags.none(), Flags.none()).needs()).containsExactly(Item.SIZE);
    assertThat(sizesAndFlags(5, 1, Flags.none(), Flags.of(Flag.SEEN)).needs())
        .containsExactlyInAnyOrder(Item.SIZE, Item.FLAGS);
  }

  @Test
  void tellsRulesApartByTheirDigests() {
    assertThat(ALL.takeAll()).isTrue();
    assertThat(ALL.digest()).isEmpty();
    assertThat(ages(Duration.ofDays(2), null).digest())
        .isNotEqualTo(ages(null, Duration.ofDays(2)).digest());
    assertThat(ages(Duration.ofDays(2), null).digest())
        .isEqualTo(ages(Duration.ofHours(48), null).digest());
  }

  @Test
  void refusesWhatNothingCanMeet() {
    assertThatThrownBy(() -> ages(Duration.ofDays(1), Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sizesAndFlags(1, 2, Flags.none(), Flags.none()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> days("2026-02-02", "2026-02-01", DateWindow.Basis.SENT, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2017-09-25", "25-Sep-2017", "25-sep-2017", "25 September 2017", " 25 Sep 2017 "})
  @Tag("C4")
  void readsDaysAsPeopleWriteThem(String text) {
    assertThat(DayReader.read(text)).isEqualTo(LocalDate.of(2017, 9, 25));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "25/09/2017", "09-25-2017", "2017-02-29", "25 Septembre 2017", "25-Sep-17"})
  @Tag("C4")
  void refusesDaysThatMayMeanAnother(String text) {
    assertThatThrownBy(() -> DayReader.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsEveryRuleByItsCode() {
    for (MessageRule rule : MessageRule.values()) {
      assertThat(MessageRule.ofCode(rule.code())).isEqualTo(rule);
    }
    assertThatThrownBy(() -> MessageRule.ofCode(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
