package org.transhume.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.selection.DateWindow;
import org.transhume.engine.selection.DayReader;
import org.transhume.engine.selection.MessageRules;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.SearchKeys;
import picocli.CommandLine.Option;

/** Which messages of the folders. */
final class MessageOptions {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}) ?([A-Za-z]*)");

  private static final Map<String, Long> SIZES =
      Map.of(
          "", 1L, "B", 1L, "K", 1L << 10, "KB", 1L << 10, "M", 1L << 20, "MB", 1L << 20, "G",
          1L << 30, "GB", 1L << 30);

  private static final Map<String, Duration> AGES =
      Map.of(
          "", Duration.ofDays(1),
          "H", Duration.ofHours(1),
          "D", Duration.ofDays(1),
          "W", Duration.ofDays(7),
          "Y", Duration.ofDays(365));

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description =
          "From this day on, the day included: 2017-09-25, 25-Sep-2017 or \"24 September 2018\".")
  private @Nullable String since;

  @Option(
      names = "--before",
      paramLabel = "DAY",
      description = "Up to this day, the day included too.")
  private @Nullable String before;

  @Option(
      names = "--date-of",
      paramLabel = "WHICH",
      description =
          "Which date counts: received (when it came into the mailbox; the default) or sent (its"
              + " Date header, where it has one).")
  private String dateOf = "received";

  @Option(
      names = "--date-zone",
      paramLabel = "ZONE",
      description =
          "Where days begin and end, such as Europe/Paris. Default: the day that is written in the"
              + " date itself.")
  private @Nullable String zone;

  @Option(names = "--max-age", paramLabel = "AGE", description = "None older: 90d, 12h, 8w or 2y.")
  private @Nullable String maxAge;

  @Option(names = "--min-age", paramLabel = "AGE", description = "None younger.")
  private @Nullable String minAge;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "None larger: 50M, 800K or a number of octets.")
  private @Nullable String maxSize;

  @Option(names = "--min-size", paramLabel = "SIZE", description = "None smaller.")
  private @Nullable String minSize;

  @Option(
      names = "--with-flag",
      paramLabel = "FLAG",
      description =
          "Only with this flag, such as \\Flagged or a keyword. Can be given several times: with"
              + " all of them.")
  private List<String> withFlags = new ArrayList<>();

  @Option(
      names = "--without-flag",
      paramLabel = "FLAG",
      description = "Only without this flag, such as \\Seen. Can be given several times.")
  private List<String> withoutFlags = new ArrayList<>();

  @Option(
      names = "--search",
      paramLabel = "KEYS",
      description =
          "Only what the source finds for this, in the language of IMAP: SUBJECT \"invoice\". What"
              + " is beyond ASCII stands in double quotes.")
  private @Nullable String search;

  @Option(
      names = "--once",
      description =
          "Copy a message that stands in several folders once, into the first of them: INBOX, then"
              + " by name. The others are listed; folders are worked on one after another.")
  private boolean once;

  /** Whether a message that stands in several folders is taken once. */
  boolean isOnce() {
    return once;
  }

  /**
   * Which messages.
   *
   * @throws StopException if an option cannot be understood
   */
  MessageRules rules() {
    var days = days();
    var with = flags("--with-flag", withFlags);
    var without = flags("--without-flag", withoutFlags);
    Optional<Duration> oldest = age("--max-age", maxAge);
    Optional<Duration> youngest = age("--min-age", minAge);
    OptionalLong largest = size("--max-size", maxSize);
    OptionalLong smallest = size("--min-size", minSize);
    try {
      return new MessageRules(
          days,
          oldest,
          youngest,
          largest,
          smallest,
          with,
          without,
          Optional.ofNullable(search).map(SearchKeys::new));
    } catch (IllegalArgumentException e) {
      throw StopException.usage("Nothing can be selected so: " + e.getMessage() + ".");
    }
  }

  private DateWindow days() {
    DateWindow.Basis basis =
        switch (dateOf.toLowerCase(Locale.ROOT)) {
          case "received" -> DateWindow.Basis.RECEIVED;
          case "sent" -> DateWindow.Basis.SENT;
          default ->
              throw StopException.usage(
                  "--date-of knows received and sent, and not \"" + dateOf + "\".");
        };
    try {
      return new DateWindow(day("--since", since), day("--before", before), basis, zone());
    } catch (IllegalArgumentException e) {
      throw StopException.usage(e.getMessage() + ": --since comes first.");
    }
  }

  private static Optional<LocalDate> day(String option, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(DayReader::read);
    } catch (IllegalArgumentException e) {
      throw StopException.usage(
          "%s takes a day such as 2017-09-25, 25-Sep-2017 or \"24 September 2018\", and not \"%s\"."
              .formatted(option, text));
    }
  }

  private Optional<ZoneId> zone() {
    try {
      return Optional.ofNullable(zone).map(ZoneId::of);
    } catch (DateTimeException e) {
      throw StopException.usage(
          "--date-zone takes a zone such as Europe/Paris or +02:00, and not \"" + zone + "\".");
    }
  }

  private static Optional<Duration> age(String option, @Nullable String text) {
    return Optional.ofNullable(text)
        .map(amount -> AGES.getOrDefault(unit(amount), Duration.ZERO).multipliedBy(number(amount)))
        .map(
            age -> {
              if (age.isZero()) {
                throw StopException.usage(
                    "%s takes an age such as 90d, 12h, 8w or 2y, and not \"%s\"."
                        .formatted(option, text));
              }
              return age;
            });
  }

  /** A number of octets; empty if none was given. */
  static OptionalLong size(String option, @Nullable String text) {
    if (text == null) {
      return OptionalLong.empty();
    }
    long bytes = SIZES.getOrDefault(unit(text), 0L) * number(text);
    if (bytes == 0) {
      throw StopException.usage(
          "%s takes a size such as 50M, 800K or 123456, and not \"%s\".".formatted(option, text));
    }
    return OptionalLong.of(bytes);
  }

  private static String unit(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    return amount.matches() ? amount.group(2).toUpperCase(Locale.ROOT) : "?";
  }

  private static long number(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    return amount.matches() ? Long.parseLong(amount.group(1)) : 0;
  }

  private static Flags flags(String option, List<String> names) {
    for (String name : names) {
      if (name.isEmpty() || !Flag.of(name).isSendable()) {
        throw StopException.usage(
            "%s takes a flag such as \\Seen or a keyword, and not \"%s\".".formatted(option, name));
      }
    }
    return Flags.of(names.stream().map(Flag::of).toList());
  }
}
