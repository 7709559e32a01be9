package org.transhume.imap.testkit.corpus;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.transhume.imap.testkit.SeedMail;

/** Ordinary octets with every sort of INTERNALDATE, flag and keyword. */
final class MarkKinds {
  private static final List<String> SYSTEM =
      List.of("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft");

  private static final Map<String, String> DATES =
      new TreeMap<>(
          Map.of(
              "internaldate-1970", "1970-01-02T00:00:01Z",
              "internaldate-1999-end", "1999-12-31T23:59:59-05:00",
              "internaldate-2037", "2037-12-31T23:59:59Z",
              "internaldate-leap-day", "2024-02-29T23:59:59+01:00",
              "internaldate-zone-plus-14", "2010-06-01T00:30:00+14:00",
              "internaldate-zone-minus-12", "2010-06-01T23:30:00-12:00",
              "internaldate-zone-kathmandu", "2015-03-03T03:03:03+05:45",
              "internaldate-zone-minus-half-hour", "2015-03-03T00:10:00-00:30",
              "internaldate-in-lost-hour", "2021-03-28T02:30:00+01:00",
              "internaldate-in-doubled-hour", "2021-10-31T02:30:00+02:00"));

  private MarkKinds() {}

  static void addTo(Kinds kinds) {
    DATES.forEach(
        (name, date) -> kinds.add(name, (dice, _) -> marked(dice, OffsetDateTime.parse(date))));
    for (int bits = 0; bits < 1 << SYSTEM.size(); bits++) {
      String[] flags = combination(bits);
      String name = flags.length == 0 ? "flags-none" : "flags" + names(flags);
      kinds.add(name, (dice, date) -> marked(dice, date, flags));
    }
    keywords(kinds);
  }

  private static void keywords(Kinds kinds) {
    String[] many = IntStream.range(0, 20).mapToObj(i -> "Many-" + i).toArray(String[]::new);
    kinds
        .add("keyword-forwarded", (dice, date) -> marked(dice, date, "$Forwarded", "\\Seen"))
        .add("keyword-nonjunk", (dice, date) -> marked(dice, date, "NonJunk"))
        .add("keyword-junk", (dice, date) -> marked(dice, date, "Junk", "$Phishing"))
        .add("keyword-mdnsent", (dice, date) -> marked(dice, date, "$MDNSent", "\\Seen"))
        .add("keyword-odd-characters", (dice, date) -> marked(dice, date, "a+b_c.d-e!f:g/h=i"))
        .add("keyword-of-90", (dice, date) -> marked(dice, date, "k".repeat(90)))
        .add("keyword-named-like-a-flag", (dice, date) -> marked(dice, date, "Seen", "NIL"))
        .add("many-keywords", (dice, date) -> marked(dice, date, many))
        .add(
            "deleted-with-keyword",
            (dice, date) -> marked(dice, date, "\\Deleted", "$Label1", "\\Flagged"));
  }

  private static List<SeedMail> marked(Dice dice, OffsetDateTime date, String... flags) {
    return List.of(Kinds.mail(Draft.usual(dice, date).text(), date, flags));
  }

  private static String[] combination(int bits) {
    var flags = new ArrayList<String>();
    for (int i = 0; i < SYSTEM.size(); i++) {
      if ((bits & 1 << i) != 0) {
        flags.add(SYSTEM.get(i));
      }
    }
    return flags.toArray(String[]::new);
  }

  private static String names(String... flags) {
    return String.join("", flags).replace('\\', '-').toLowerCase(Locale.ROOT);
  }
}
