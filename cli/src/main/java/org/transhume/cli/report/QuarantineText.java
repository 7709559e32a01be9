package org.transhume.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.Quarantine.Kept;
import org.transhume.engine.endpoint.Problem;

/** The messages a destination did not take, for a person to read. */
public final class QuarantineText {
  private final Glyphs glyphs;
  private final ExceptionList exceptions;

  public QuarantineText(Glyphs glyphs, Explanations explanations) {
    this.glyphs = glyphs;
    this.exceptions = new ExceptionList(glyphs, explanations);
  }

  /** All of them, by folder. */
  public List<String> lines(List<Kept> kept) {
    if (kept.isEmpty()) {
      return List.of("No message on record is missing at the destination.");
    }
    Map<String, List<Kept>> folders = new LinkedHashMap<>();
    kept.forEach(
        each ->
            folders
                .computeIfAbsent(
                    "%s %s %s"
                        .formatted(
                            glyphs.inert(each.folder().text()),
                            glyphs.arrow(),
                            glyphs.inert(each.destination().text())),
                    _ -> new ArrayList<>())
                .add(each));
    var lines = new ArrayList<String>();
    folders.forEach(
        (folder, messages) -> {
          lines.add(
              "%s: %s not, or not provably, at the destination"
                  .formatted(folder, Quantity.messages(messages.size())));
          messages.forEach(each -> lines.addAll(exceptions.lines(each.message())));
        });
    if (kept.stream().anyMatch(QuarantineText::mayBeRepaired)) {
      lines.add("");
      lines.add(
          "copy --failed --repair sends them again, and repairs what is refused for its octets.");
    }
    return lines;
  }

  private static boolean mayBeRepaired(Kept kept) {
    return kept.message().code().equals(Problem.MESSAGE_REFUSED.name());
  }

  /** What became of them when they were to be written. */
  public List<String> written(int count, Path folder, List<Kept> missing) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%s written to %s.".formatted(Quantity.messages(count), glyphs.inert(folder.toString())));
    for (Kept each : missing) {
      lines.add(
          "The source does not give UID %d of %s."
              .formatted(each.message().uid(), glyphs.inert(each.folder().text())));
    }
    return lines;
  }
}
