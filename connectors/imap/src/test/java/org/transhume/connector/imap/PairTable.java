package org.transhume.connector.imap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of each kind between each pair of servers, as a page of the documentation. */
final class PairTable {
  /** Nothing differs. */
  static final String EQUAL = "";

  private final List<String> columns;
  private final Map<String, Map<String, Map<String, String>>> parts = new LinkedHashMap<>();

  PairTable(List<String> columns) {
    this.columns = columns;
  }

  /** What became of a kind: {@link #EQUAL}, or what a note says. */
  void put(String part, String kind, String column, String saidOutcome) {
    // Dovecot says how long it took it to refuse.
    String outcome = saidOutcome.replaceFirst(" \\([0-9.]+ \\+ [0-9.]+ secs\\)\\.?$", "");
    String before =
        parts
            .computeIfAbsent(part, _ -> new LinkedHashMap<>())
            .computeIfAbsent(kind, _ -> new LinkedHashMap<>())
            .putIfAbsent(column, outcome);
    // A kind of several messages, such as twins, has several outcomes.
    if (before != null && !outcome.equals(before)) {
      parts.get(part).get(kind).put(column, before.isEmpty() ? outcome : before);
    }
  }

  /** The cells of one part that are still empty, which none may be. */
  List<String> gaps(String part, List<String> kinds) {
    return kinds.stream()
        .flatMap(
            kind ->
                columns.stream()
                    .filter(
                        column ->
                            !parts
                                .getOrDefault(part, Map.of())
                                .getOrDefault(kind, Map.of())
                                .containsKey(column))
                    .map(column -> kind + " " + column))
        .toList();
  }

  /** A table for each part: kinds down, pairs across; kinds that are equal everywhere in a list. */
  String markdown() {
    var notes = new LinkedHashMap<String, Integer>();
    var text = new StringBuilder();
    parts.forEach(
        (part, rows) -> {
          text.append("## ").append(part).append("\n\n| Kind |");
          columns.forEach(column -> text.append(' ').append(column).append(" |"));
          text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
          rows.forEach(
              (kind, cells) -> {
                text.append("| ").append(kind).append(" |");
                for (String column : columns) {
                  String outcome = cells.getOrDefault(column, "?");
                  text.append(' ')
                      .append(
                          outcome.isEmpty()
                              ? "="
                              : notes.computeIfAbsent(outcome, _ -> notes.size() + 1).toString())
                      .append(" |");
                }
                text.append('\n');
              });
          text.append('\n');
        });
    text.append("## Notes\n\n");
    notes.forEach((note, number) -> text.append(number).append(". ").append(note).append('\n'));
    return text.toString();
  }
}
