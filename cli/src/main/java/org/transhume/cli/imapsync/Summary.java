package org.transhume.cli.imapsync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.transhume.cli.report.RunReport;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;

/**
 * The figures at the end of a run under the names that imapsync gives them, since scripts look for
 * those. What Transhume does not count is not there.
 */
final class Summary {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu-MM-dd HH:mm:ss xx", Locale.ENGLISH);
  private static final int LABEL_COLUMNS = 40;

  private final ZoneId zone;

  Summary(ZoneId zone) {
    this.zone = zone;
  }

  List<String> lines(RunReport report) {
    FolderFigures total = report.total();
    boolean dry = report.mode() == PassMode.PLAN;
    long transferred = dry ? 0 : total.copied();
    Duration took = Duration.between(report.pass().began(), report.pass().ended());
    double seconds = Math.max(took.toMillis() / 1_000.0, 0.001);
    long missing =
        dry
            ? total.copied() + total.failed()
            : total.found()
                - total.copied()
                - total.alreadyThere()
                - total.goneThere()
                - total.leftOut();
    var lines = new ArrayList<String>();
    lines.add("++++ Statistics");
    lines.add(line("Transfer started on", date(report.pass().began())));
    lines.add(line("Transfer ended on", date(report.pass().ended())));
    lines.add(line("Transfer time", "%.1f sec", took.toMillis() / 1_000.0));
    lines.add(line("Folders synced", "%d/%d synced", foldersDone(report), report.foldersPlanned()));
    lines.add(
        line(
                "Messages transferred",
                "%d %s",
                transferred,
                dry ? "(could be " + total.copied() + " without dry mode)" : "")
            .stripTrailing());
    lines.add(
        line("Messages skipped", "%d", total.alreadyThere() + total.goneThere() + total.leftOut()));
    lines.add(line("Messages found in host1 not in host2", "%d messages", missing));
    long late = report.removesSurplus() ? total.surplus() : 0;
    lines.add(line("Messages deleted on host1", "%d", removed(report, Side.SOURCE)));
    lines.add(line("Messages deleted on host2", "%d", late + removed(report, Side.DESTINATION)));
    lines.add(line("Total bytes transferred", "%d (%s)", total.bytes(), kibi(total.bytes())));
    lines.add(line("Message rate", "%.1f messages/s", transferred / seconds));
    lines.add(line("Average bandwidth rate", "%.1f KiB/s", total.bytes() / 1024.0 / seconds));
    if (!dry) {
      lines.add(verdict(report, total, missing));
    }
    lines.add("Detected %d errors".formatted(errors(report)));
    return lines;
  }

  private static long removed(RunReport report, Side side) {
    return report.pass().deletions().isRefused()
        ? 0
        : report.pass().deletions().folders().stream()
            .filter(folder -> folder.reason().side() == side)
            .mapToLong(folder -> folder.uids().size())
            .sum();
  }

  private static String verdict(RunReport report, FolderFigures total, long missing) {
    boolean whole = report.exitCode().number() == 0;
    return whole
        ? "The sync looks good, all %d identified messages in host1 are on host2."
            .formatted(total.found() - total.leftOut() - total.goneThere())
        : "The sync is not finished, there are %d among %d identified messages in host1 that are not on host2."
            .formatted(missing, total.found());
  }

  private static long foldersDone(RunReport report) {
    return report.pass().folders().stream().filter(folder -> folder.failure().isEmpty()).count();
  }

  private static long errors(RunReport report) {
    long folders = report.pass().folders().stream().filter(f -> f.failure().isPresent()).count();
    long messages =
        report.pass().folders().stream()
            .map(FolderReport::exceptions)
            .flatMap(List::stream)
            .filter(MessageException::failed)
            .count();
    return folders + messages + (report.pass().failure().isPresent() ? 1 : 0);
  }

  private String date(Instant instant) {
    return DATE.format(instant.atZone(zone));
  }

  private static String kibi(long bytes) {
    return String.format(Locale.ROOT, "%.3f KiB", bytes / 1024.0);
  }

  private static String line(String label, String format, Object... values) {
    return label
        + " ".repeat(LABEL_COLUMNS - label.length())
        + ": "
        + String.format(Locale.ROOT, format, values);
  }
}
