package org.transhume.imap;

import java.util.List;
import java.util.Locale;

/** Which part of a message to fetch, always without marking it as read (BODY.PEEK). */
public sealed interface BodySection {
  /** The whole message, octet by octet. */
  record Whole() implements BodySection {}

  /** The header, with the empty line behind it. */
  record Header() implements BodySection {}

  /** The named header fields, with the empty line behind them. */
  record HeaderFields(List<String> names) implements BodySection {
    public HeaderFields {
      names = List.copyOf(names);
      for (String name : names) {
        if (!name.matches("[!-9;-~]+") || name.matches(".*[(){%*\"\\\\\\]].*")) {
          throw new IllegalArgumentException("Not the name of a header field");
        }
      }
      if (names.isEmpty()) {
        throw new IllegalArgumentException("At least one header field is named");
      }
    }
  }

  /** The whole message. */
  static BodySection whole() {
    return new Whole();
  }

  /** The named header fields. */
  static BodySection headerFields(String... names) {
    return new HeaderFields(List.of(names));
  }

  /** The item as a command names it. */
  default String wire() {
    return switch (this) {
      case Whole() -> "BODY.PEEK[]";
      case Header() -> "BODY.PEEK[HEADER]";
      case HeaderFields(List<String> names) ->
          "BODY.PEEK[HEADER.FIELDS (" + String.join(" ", names).toUpperCase(Locale.ROOT) + ")]";
    };
  }
}
