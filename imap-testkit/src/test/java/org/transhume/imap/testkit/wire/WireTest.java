package org.transhume.imap.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  @ParameterizedTest
  @CsvSource({
    "' 1-Jan-1970 00:00:00 +0000', 1970-01-01T00:00:00Z",
    "'31-Dec-2037 23:59:59 +1400', 2037-12-31T23:59:59+14:00",
    "' 5-Mar-2019 23:30:15 -0030', 2019-03-05T23:30:15-00:30",
    "'29-Feb-2024 12:00:00 +0545', 2024-02-29T12:00:00+05:45",
  })
  void datesPrintWhatTheyRead(String text, String iso) {
    OffsetDateTime date = OffsetDateTime.parse(iso);

    assertThat(ImapDate.format(date)).isEqualTo(text);
    assertThat(ImapDate.parse(text)).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-Jan-1970 00:00:00 +0000",
        "29-Feb-2023 00:00:00 +0000",
        " 1-Jan-1970 00:00:00",
        "24-May-2021 11:47:51",
        " 0-Jan-1970 00:00:00 +0000",
        " 1-Jän-1970 00:00:00 +0000"
      })
  void refusesWhatIsNoDateTime(String text) {
    assertThatThrownBy(() -> ImapDate.parse(text)).isInstanceOf(WireException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Entwürfe, Entw&APw-rfe",
    "A&B, A&-B",
    "~peter/mail/台北/日本語, '~peter/mail/&U,BTFw-/&ZeVnLIqe-'",
    "📁, '&2D3cwQ-'",
    "'\"\\', '\"\\'",
  })
  void encodesMailboxNames(String name, String encoded) {
    assertThat(ModifiedUtf7.encode(name)).isEqualTo(encoded);
    assertThat(ModifiedUtf7.decode(encoded)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"R&bad", "x&AGE-", "&2D0-", "été", "&AOk-&AOk-"})
  void refusesNamesThatAreNotInTheOnePermittedForm(String encoded) {
    assertThatThrownBy(() -> ModifiedUtf7.decode(encoded)).isInstanceOf(WireException.class);
  }

  @Test
  void resolvesSetsWithStarsOverlapsAndReversedRanges() {
    var set = UidRanges.parse("9:7,3,20:*,8:12").resolve(15);

    assertThat(List.of(3L, 7L, 12L, 15L, 20L)).allMatch(set::test);
    assertThat(List.of(1L, 4L, 6L, 13L, 14L, 21L)).noneMatch(set::test);
    assertThat(UidRanges.format(List.of(1L, 2L, 3L, 7L, 9L, 10L))).isEqualTo("1:3,7,9:10");
    assertThat(UidRanges.parse("1:3,7").numbers()).containsExactly(1L, 2L, 3L, 7L);
    assertThatThrownBy(() -> UidRanges.parse("1,,2")).isInstanceOf(WireException.class);
    assertThatThrownBy(() -> UidRanges.parse("0")).isInstanceOf(WireException.class);
  }

  @Test
  void cutsALineWithLiteralsQuotesListsAndSections() throws Exception {
    List<Value> values =
        read("(UID 7 BODY[HEADER.FIELDS (A B)]<0> {3}\r\n\r\n) \"a\\\"b\") NIL {2+}\r\nxy\r\n");

    assertThat(values).hasSize(3);
    List<Value> items = values.getFirst().items();
    assertThat(items)
        .extracting(Value::text)
        .containsExactly("UID", "7", "BODY[HEADER.FIELDS (A B)]<0>", "\r\n)", "a\"b");
    assertThat(values.get(1).isNil()).isTrue();
    assertThat(values.get(2).text()).isEqualTo("xy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a\r\n",
        "a)\r\n",
        "\"a\r\n",
        "{x}\r\n",
        "{1} \r\na",
        "{99999999999999999999}\r\n"
      })
  void refusesMalformedLines(String line) {
    assertThatThrownBy(() -> read(line)).isInstanceOf(WireException.class);
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThatThrownBy(() -> read("(".repeat(5000) + "\r\n")).isInstanceOf(WireException.class);
  }

  private static List<Value> read(String text) throws IOException {
    var in = new OctetReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    return new ValueReader(in, (before, header, octets) -> ValueReader.hold(header, octets))
        .restOfLine();
  }
}
