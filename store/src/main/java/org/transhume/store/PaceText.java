package org.transhume.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.pace.DayCount;
import org.transhume.engine.pace.PaceState;
import org.transhume.engine.pace.PaceState.Refusals;
import org.transhume.engine.pace.Wait;

/** An account's pace as lines of a name and a value, which a person can read. */
final class PaceText {
  private static final String UNTIL = "until";
  private static final String CAUSE = "cause";
  private static final String WORDS = "words";
  private static final String LEAVES = "leaves";
  private static final String REFUSALS = "refusals";
  private static final String REFUSED = "refused";
  private static final String HOUR = "hour ";

  /** As many of a server's words as a person needs. */
  private static final int MAX_WORDS_CHARS = 500;

  private PaceText() {}

  static List<String> write(PaceState state) {
    var lines = new ArrayList<String>();
    state
        .rest()
        .ifPresent(
            rest -> {
              lines.add(UNTIL + "=" + rest.until());
              lines.add(CAUSE + "=" + rest.cause());
              lines.add(WORDS + "=" + oneLine(rest.words()));
            });
    lines.add(LEAVES + "=" + state.leaves());
    lines.add(REFUSALS + "=" + state.refusals().count());
    state.refusals().last().ifPresent(last -> lines.add(REFUSED + "=" + last));
    state.day().octets().forEach((hour, octets) -> lines.add(HOUR + hour + "=" + octets));
    return lines;
  }

  /** Words are a server's: nothing of them may begin a line of its own. */
  private static String oneLine(String words) {
    String inert = words.replaceAll("\\p{Cntrl}", " ");
    return inert.substring(0, Math.min(inert.length(), MAX_WORDS_CHARS));
  }

  /**
   * Reads what {@link #write} wrote; lines that it does not know are passed over.
   *
   * @throws IllegalArgumentException if a line it knows cannot be read
   */
  static PaceState read(Side side, List<String> lines) {
    var values = new TreeMap<String, String>();
    var hours = new TreeMap<Long, Long>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.startsWith(HOUR)) {
        hours.put(
            Long.parseLong(line.substring(HOUR.length(), equals)),
            Long.parseLong(line.substring(equals + 1)));
      } else if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    try {
      Optional<Instant> until = Optional.ofNullable(values.get(UNTIL)).map(Instant::parse);
      return new PaceState(
          until.map(
              instant ->
                  new Wait(
                      side,
                      instant,
                      WaitCause.valueOf(values.getOrDefault(CAUSE, "")),
                      values.getOrDefault(WORDS, ""))),
          number(values, LEAVES),
          new DayCount(hours),
          new Refusals(
              number(values, REFUSALS),
              Optional.ofNullable(values.get(REFUSED)).map(Instant::parse)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not an instant", e);
    }
  }

  private static int number(Map<String, String> values, String name) {
    return Integer.parseInt(values.getOrDefault(name, "0"));
  }
}
