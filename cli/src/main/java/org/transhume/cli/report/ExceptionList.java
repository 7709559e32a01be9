package org.transhume.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;

/** Folders that failed and messages that must be known by name, failures first. */
final class ExceptionList {
  /** So that a mailbox full of the same trouble does not push the verdict off the screen. */
  private static final int NAMED_PER_FOLDER = 100;

  private final Glyphs glyphs;
  private final Explanations explanations;

  ExceptionList(Glyphs glyphs, Explanations explanations) {
    this.glyphs = glyphs;
    this.explanations = explanations;
  }

  List<String> lines(List<FolderReport> folders) {
    var lines = new ArrayList<String>();
    for (FolderReport folder : folders) {
      folder
          .failure()
          .ifPresent(
              failure ->
                  lines.add(
                      glyphs.inert(folder.source().text())
                          + ": "
                          + explanations.withWords(failure, "  ")));
      addMessages(lines, folder, true, "not, or not provably, at the destination");
      addMessages(lines, folder, false, "at the destination, with a difference");
    }
    return lines;
  }

  private void addMessages(List<String> lines, FolderReport folder, boolean failed, String what) {
    List<MessageException> messages =
        folder.exceptions().stream().filter(e -> e.failed() == failed).toList();
    if (messages.isEmpty()) {
      return;
    }
    long all = failed ? folder.figures().failed() : folder.figures().altered();
    lines.add(
        "%s: %s %s"
            .formatted(
                glyphs.inert(folder.source().text()),
                Quantity.messages(Math.max(all, messages.size())),
                what));
    for (MessageException message :
        messages.subList(0, Math.min(messages.size(), NAMED_PER_FOLDER))) {
      lines.addAll(lines(message));
    }
    long more = all - Math.min(messages.size(), NAMED_PER_FOLDER);
    if (more > 0) {
      lines.add(
          "  and %s more; --report FILE names up to %s for each folder, the ledger all"
              .formatted(Quantity.count(more), Quantity.count(FolderReport.MAX_EXCEPTIONS)));
    }
  }

  /** One message, and why. */
  List<String> lines(MessageException message) {
    return List.of("  " + name(message), "    " + explanations.reason(message) + words(message));
  }

  private String name(MessageException message) {
    String label = message.label().map(this::label).orElse("");
    return "UID " + message.uid() + (label.isEmpty() ? "" : "  " + label);
  }

  private String label(MessageLabel label) {
    return Stream.of(
            glyphs.inert(label.date()),
            glyphs.inert(label.from()),
            label.subject().isEmpty() ? "(no subject)" : glyphs.quoted(label.subject()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String words(MessageException message) {
    return message.words().isBlank() ? "" : ": " + glyphs.quoted(message.words());
  }
}
