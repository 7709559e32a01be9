package org.transhume.server.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.transhume.server.csv.CsvWarning.Kind;

/** What is striking when the lines of a file are held beside each other. */
final class Resemblances {
  private Resemblances() {}

  static List<CsvWarning> among(List<TransferLine> lines) {
    var warnings = new ArrayList<CsvWarning>();
    twice(
        Kind.DESTINATION_TWICE,
        lines,
        line -> line.destinationAddress().toLowerCase(Locale.ROOT),
        TransferLine::destinationAddress,
        warnings);
    twice(
        Kind.SOURCE_TWICE,
        lines,
        line -> line.source().mailboxKey(),
        line -> line.source().login(),
        warnings);
    for (TransferLine line : lines) {
      String from = line.source().login();
      if (from.contains("@") && !localPart(from).equals(localPart(line.destinationAddress()))) {
        warnings.add(
            new CsvWarning(
                Kind.LOCAL_PARTS_DIFFER,
                List.of(line.line()),
                from + " \u2192 " + line.destinationAddress()));
      }
    }
    return warnings;
  }

  private static void twice(
      Kind kind,
      List<TransferLine> lines,
      Function<TransferLine, String> key,
      Function<TransferLine, String> shown,
      List<CsvWarning> to) {
    Map<String, List<TransferLine>> byKey = new LinkedHashMap<>();
    for (TransferLine line : lines) {
      byKey.computeIfAbsent(key.apply(line), _ -> new ArrayList<>()).add(line);
    }
    for (List<TransferLine> same : byKey.values()) {
      if (same.size() > 1) {
        to.add(
            new CsvWarning(
                kind,
                same.stream().map(TransferLine::line).toList(),
                shown.apply(same.getFirst())));
      }
    }
  }

  private static String localPart(String address) {
    return address.substring(0, address.indexOf('@')).toLowerCase(Locale.ROOT);
  }
}
