package org.transhume.imap.testkit.corpus;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message under construction: header fields as they stand and a body. Each character stands for
 * one octet.
 */
final class Draft {
  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT);

  private final List<String> fields = new ArrayList<>();
  private String body = "";

  /** With all the usual fields and a short body. */
  static Draft usual(Dice dice, OffsetDateTime date) {
    return new Draft()
        .add("Message-ID", "<" + Long.toHexString(dice.number()) + "@" + Words.domain(dice) + ">")
        .add("Date", date(date))
        .add("From", Words.address(dice))
        .add("To", Words.address(dice))
        .add("Subject", Words.headerText(Words.sentence(dice, dice.between(2, 7))))
        .body(Words.quotedPrintable(Words.paragraphs(dice, dice.between(30, 300))));
  }

  static String date(OffsetDateTime date) {
    return RFC_5322.format(date);
  }

  Draft add(String name, String value) {
    fields.add(name + ": " + value + "\r\n");
    return this;
  }

  /** A field with all its octets, line end included, whatever they are. */
  Draft addRaw(String octets) {
    fields.add(octets);
    return this;
  }

  /** A field with all its octets before all others. */
  Draft addFirst(String octets) {
    fields.addFirst(octets);
    return this;
  }

  Draft without(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    fields.removeIf(field -> field.toLowerCase(Locale.ROOT).startsWith(start));
    return this;
  }

  /** Replaces a field, or adds it. */
  Draft set(String name, String value) {
    return without(name).add(name, value);
  }

  Draft body(String octets) {
    body = octets;
    return this;
  }

  String header() {
    return String.join("", fields);
  }

  String body() {
    return body;
  }

  /** The whole message. */
  String text() {
    return header() + "\r\n" + body;
  }
}
