package org.transhume.connector.imap;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time a server asks us to wait, out of its own words: {@code Suggested Backoff Time: 299961
 * milliseconds}, {@code Retry-After: 30}, {@code try again in 5 minutes}. Nobody is believed who
 * says more than a day.
 */
final class NamedPause {
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final String UNIT =
      "(milli ?seconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\\b";

  private static final Pattern WITH_UNIT =
      Pattern.compile(
          "(?:back-?off|retry|try|wait|again|back|come)\\b[^0-9]{0,40}?(\\d{1,12}) ?" + UNIT,
          Pattern.CASE_INSENSITIVE);

  /** RFC 9110 section 10.2.3: seconds. */
  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry[- ]after[:= ]{1,3}(\\d{1,12})\\b", Pattern.CASE_INSENSITIVE);

  private NamedPause() {}

  /** The pause that is named in {@code words}, if one is. */
  static Optional<Duration> in(String words) {
    Matcher named = WITH_UNIT.matcher(words);
    if (named.find()) {
      return positive(of(Long.parseLong(named.group(1)), named.group(2)));
    }
    Matcher seconds = RETRY_AFTER.matcher(words);
    return seconds.find() ? positive(of(Long.parseLong(seconds.group(1)), "s")) : Optional.empty();
  }

  private static Duration of(long amount, String unit) {
    String name = unit.toLowerCase(Locale.ROOT);
    if (name.startsWith("ms") || name.startsWith("milli")) {
      return Duration.ofMillis(amount);
    }
    return switch (name.charAt(0)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static Optional<Duration> positive(Duration pause) {
    return Optional.of(pause.compareTo(LONGEST) < 0 ? pause : LONGEST).filter(Duration::isPositive);
  }
}
