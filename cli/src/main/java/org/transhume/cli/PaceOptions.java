package org.transhume.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.transfer.Pacing;
import org.transhume.engine.pace.Hours;
import org.transhume.engine.pace.PaceRules;
import org.transhume.engine.pace.SideRules;
import picocli.CommandLine.Option;

/** How fast, and what becomes of a run that has to wait. */
final class PaceOptions {
  @Option(
      names = "--source-bytes-per-second",
      paramLabel = "SIZE",
      description = "No more octets of mail from the source on an average: 500K, 2M.")
  private @Nullable String sourceBytesPerSecond;

  @Option(
      names = "--destination-bytes-per-second",
      paramLabel = "SIZE",
      description = "The same of what goes to the destination.")
  private @Nullable String destinationBytesPerSecond;

  @Option(
      names = "--source-messages-per-second",
      paramLabel = "N",
      description = "No more messages from the source on an average; 0.5 is one in two seconds.")
  private @Nullable Double sourceMessagesPerSecond;

  @Option(
      names = "--destination-messages-per-second",
      paramLabel = "N",
      description = "The same of what goes to the destination.")
  private @Nullable Double destinationMessagesPerSecond;

  @Option(
      names = "--source-bytes-per-day",
      paramLabel = "SIZE",
      description =
          "No more octets of mail from the source in any 24 hours, over all runs with this state"
              + " folder: 2500M.")
  private @Nullable String sourceBytesPerDay;

  @Option(
      names = "--destination-bytes-per-day",
      paramLabel = "SIZE",
      description = "The same of what goes to the destination.")
  private @Nullable String destinationBytesPerDay;

  @Option(
      names = "--source-connections",
      paramLabel = "N",
      description = "At most so many connections to the source; one more than lanes unless said.")
  private @Nullable Integer sourceConnections;

  @Option(
      names = "--destination-connections",
      paramLabel = "N",
      description = "At most so many connections to the destination.")
  private @Nullable Integer destinationConnections;

  @Option(
      names = "--hours",
      paramLabel = "FROM-TO",
      description = "Work only in these hours of the day: 22:00-06:00. Can be given several times.")
  private List<String> hours = new ArrayList<>();

  @Option(
      names = "--hours-zone",
      paramLabel = "ZONE",
      description = "Whose clock that is, such as Europe/Paris; this machine's unless said.")
  private @Nullable String hoursZone;

  @Option(
      names = "--bytes-per-run",
      paramLabel = "SIZE",
      description = "End when so many octets of mail were fetched; the next run goes on.")
  private @Nullable String bytesPerRun;

  @Option(
      names = "--wait",
      description =
          "Stay when a server asks to come back in hours, when the day's octets are used up or the"
              + " hours are over, and go on by itself. Without it the run ends and says until"
              + " when.")
  private boolean wait;

  @Option(
      names = "--now",
      description =
          "Do not care that a server asked an earlier run to wait, or refused the password often.")
  private boolean now;

  /**
   * How fast.
   *
   * @param usualZone for the hours, unless a zone is named
   * @throws StopException if an option cannot be understood
   */
  Pacing pacing(ZoneId usualZone) {
    return new Pacing(
        new PaceRules(
            side("--source", sourceBytesPerSecond, sourceMessagesPerSecond, sourceBytesPerDay),
            side(
                "--destination",
                destinationBytesPerSecond,
                destinationMessagesPerSecond,
                destinationBytesPerDay),
            new Hours(hours.stream().map(PaceOptions::window).toList(), zone(usualZone)),
            MessageOptions.size("--bytes-per-run", bytesPerRun),
            PaceRules.USUAL_PATIENCE),
        connections(sourceConnections),
        connections(destinationConnections),
        wait,
        now);
  }

  private static SideRules side(
      String side, @Nullable String perSecond, @Nullable Double messages, @Nullable String perDay) {
    if (messages != null && !(messages > 0)) {
      throw StopException.usage(
          side + "-messages-per-second is more than 0; 0.5 is one in two seconds.");
    }
    OptionalLong bytesPerSecond = MessageOptions.size(side + "-bytes-per-second", perSecond);
    return new SideRules(
        bytesPerSecond,
        0,
        messages == null ? OptionalDouble.empty() : OptionalDouble.of(messages),
        MessageOptions.size(side + "-bytes-per-day", perDay));
  }

  private static Hours.Window window(String text) {
    try {
      return Hours.Window.parse(text);
    } catch (IllegalArgumentException _) {
      throw StopException.usage(
          "--hours takes hours such as 22:00-06:00, and not \"" + text + "\".");
    }
  }

  private ZoneId zone(ZoneId usual) {
    try {
      return hoursZone == null ? usual : ZoneId.of(hoursZone);
    } catch (DateTimeException _) {
      throw StopException.usage(
          "--hours-zone takes a zone such as Europe/Paris or +02:00, and not \""
              + hoursZone
              + "\".");
    }
  }

  private static OptionalInt connections(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
