package org.transhume.engine.content;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.james.mime4j.dom.datetime.DateTime;
import org.apache.james.mime4j.field.datetime.parser.DateTimeParser;
import org.apache.james.mime4j.field.datetime.parser.ParseException;
import org.apache.james.mime4j.field.datetime.parser.TokenMgrError;
import org.transhume.engine.endpoint.HeaderFields;

/** What the header of a message says of its date (RFC 5322 sections 3.6.1 and 3.6.7). */
public final class SentDate {
  private SentDate() {}

  /**
   * The Date field with the offset it is written with; nothing where there is none, or none to
   * read.
   */
  public static Optional<OffsetDateTime> of(HeaderFields fields) {
    return Optional.ofNullable(HeaderText.bodies(fields).get("date")).flatMap(SentDate::parse);
  }

  /**
   * The date of the topmost Received field, which the last server that passed the message on wrote:
   * what stands behind its last semicolon.
   */
  public static Optional<OffsetDateTime> received(HeaderFields fields) {
    return Optional.ofNullable(HeaderText.bodies(fields).get("received"))
        .map(trace -> trace.substring(trace.lastIndexOf(';') + 1))
        .flatMap(SentDate::parse);
  }

  private static Optional<OffsetDateTime> parse(String text) {
    try {
      DateTime date = new DateTimeParser(new StringReader(text)).parseAll();
      LocalDateTime local =
          LocalDateTime.of(
              date.getYear(),
              date.getMonth(),
              date.getDay(),
              date.getHour(),
              date.getMinute(),
              Math.min(date.getSecond(), 59)); // a leap second is the last one of its minute
      int zone = date.getTimeZone(); // +0130 is 130
      return Optional.of(local.atOffset(ZoneOffset.ofHoursMinutes(zone / 100, zone % 100)));
    } catch (ParseException | TokenMgrError | DateTimeException e) {
      return Optional.empty();
    }
  }
}
