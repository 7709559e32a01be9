package org.transhume.cli.progress;

import java.util.ArrayList;
import java.util.List;
import org.transhume.cli.text.Columns;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;

/** One line of progress that fits into the terminal: what matters least goes first. */
final class BarLine {
  private static final int LONGEST_BAR = 24;
  private static final int SHORTEST_BAR = 8;
  private static final int SHORTEST_NAME = 8;
  private static final String GAP = "  ";

  private final Glyphs glyphs;

  BarLine(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /** At most {@code columns} wide. */
  String of(Tally.Snapshot snapshot, Pace.Rate rate, int columns) {
    String percent = "%3d %%".formatted((int) (snapshot.part() * 100));
    String messages =
        Quantity.count(snapshot.messagesDone())
            + " of "
            + Quantity.messages(snapshot.messagesPlanned());
    String left = rate.left().map(d -> Quantity.duration(d) + " left").orElse("");
    String bytes = snapshot.sentBytes() == 0 ? "" : Quantity.bytes(snapshot.sentBytes());
    String speed =
        rate.messages() == 0
            ? ""
            : Quantity.perSecond(rate.messages(), rate.over())
                + " messages/s, "
                + Quantity.bytesPerSecond(rate.bytes(), rate.over());
    List<String> shown = new ArrayList<>(List.of(percent));
    int free = columns - Columns.of(percent);
    for (String part : List.of(messages, left, bytes, speed)) {
      if (!part.isEmpty() && GAP.length() + part.length() <= free) {
        shown.add(part);
        free -= GAP.length() + part.length();
      }
    }
    if (free < 0) {
      return "";
    }
    int bar = Math.min(LONGEST_BAR, free - 3 - GAP.length() - SHORTEST_NAME);
    String line = String.join(GAP, shown);
    if (bar >= SHORTEST_BAR) {
      line = bar(snapshot.part(), bar) + " " + line;
      free -= bar + 3;
    }
    int room = free - GAP.length();
    return snapshot.folder().isPresent() && room >= SHORTEST_NAME
        ? line + GAP + glyphs.fit(glyphs.inert(snapshot.folder().get().text()), room)
        : line;
  }

  /** Two columns wider than {@code width}. */
  private String bar(double part, int width) {
    int full = (int) (part * width);
    return glyphs.isUnicode()
        ? "▕" + "█".repeat(full) + "░".repeat(width - full) + "▏"
        : "[" + "#".repeat(full) + ".".repeat(width - full) + "]";
  }
}
