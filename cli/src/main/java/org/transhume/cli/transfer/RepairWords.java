package org.transhume.cli.transfer;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.content.Repair;
import org.transhume.engine.dates.DateRepair;

/** What people call the things that can be repaired. */
public final class RepairWords {
  private RepairWords() {}

  /**
   * What may be repaired in messages.
   *
   * @throws StopException if a word is none of those that are known
   */
  public static Set<Repair> repairs(List<String> words) {
    EnumSet<Repair> repairs = EnumSet.noneOf(Repair.class);
    for (String word : words) {
      switch (word.strip().toLowerCase(Locale.ROOT)) {
        case "all" -> repairs.addAll(EnumSet.allOf(Repair.class));
        case "line-ends" -> repairs.add(Repair.LINE_ENDS);
        case "final-crlf" -> repairs.add(Repair.FINAL_CRLF);
        case "nul" -> repairs.add(Repair.NUL);
        case "long-lines" -> repairs.add(Repair.LONG_LINES);
        default ->
            throw StopException.usage(
                "--repair takes line-ends, final-crlf, nul, long-lines and all, with commas between"
                    + " them.");
      }
    }
    return repairs;
  }

  /**
   * Which dates are repaired; none if nothing was said.
   *
   * @throws StopException if the word is none of those that are known
   */
  public static DateRepair dates(Optional<String> word) {
    return switch (word.orElse("").strip().toLowerCase(Locale.ROOT)) {
      case "" -> DateRepair.NONE;
      case "received" -> DateRepair.FROM_RECEIVED;
      case "sent" -> DateRepair.FROM_SENT;
      default ->
          throw StopException.usage(
              "--repair-dates knows received and sent, and not \"" + word.orElse("") + "\".");
    };
  }
}
