package org.transhume.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.report.JsonLeaves;
import org.transhume.cli.report.RunReport;
import org.transhume.cli.report.Samples;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.PassMode;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.foldermap.NameChange;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.FolderFigures;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Sleeper;
import org.transhume.mail.UidSet;

class JsonViewTest {
  private static final MailboxName FOLDER = new MailboxName("Entw\u00FCrfe\u202E\uD800\n", '/');
  private static final EndpointException LOST =
      Samples.failure(Problem.CONNECTION_LOST, Side.SOURCE, "reset\u001B");
  private static final EndpointException LEAVING =
      new EndpointException(
          Problem.THROTTLED,
          Side.SOURCE,
          new EndpointException.Fault(
              Scope.ACCOUNT, Retry.AFTER, new Signal.Leave(Instant.EPOCH, WaitCause.DAY_IS_OVER)),
          "waiting",
          "enough");

  private final StringWriter out = new StringWriter();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private JsonView view(Sleeper sleeper) {
    var explanations =
        new Explanations(
            Texts.in(Locale.ENGLISH),
            new Glyphs(UTF_8),
            Dialect.TRANSHUME,
            Samples.SOURCE,
            Samples.DESTINATION);
    return new JsonView(out, new PrintStream(err, true, UTF_8), explanations, sleeper);
  }

  /** Lets one pause pass, then waits until it is interrupted. */
  private static Sleeper oneBeat() {
    var pauses = new AtomicInteger();
    return pause -> {
      if (pauses.getAndIncrement() > 0) {
        Sleeper.system().sleep(java.time.Duration.ofMinutes(1));
      }
    };
  }

  private static Sleeper noBeat() {
    return pause -> {
      throw new CancellationException();
    };
  }

  private static RunReport everything() {
    return new Samples()
        .folder(
            FOLDER.text(),
            Samples.figures(2, 1, 0, 0, 0, 1, 0, 1, 0),
            Samples.altered(1, "NORMALISED", "[NUL]"),
            Samples.failed(2, "MESSAGE_REFUSED", "\u0000no"))
        .failedFolder("B", LOST)
        .choosyFolder("C")
        .compromised("E")
        .leftOut("Shared", "SHARED", 3)
        .renamed("A ", "A", NameChange.OUTER_SPACE)
        .followed("Old", "New", "New")
        .moved("A", "B", "B", 3)
        .lookDue(Instant.EPOCH)
        .deletions(
            new DeletionReport(
                List.of(
                    new FolderRemovals(
                        FOLDER,
                        FOLDER,
                        RemovalReason.GONE_AT_SOURCE,
                        UidSet.of(1),
                        UidSet.empty())),
                Set.of(DeletionGuard.MANY),
                Optional.of(LOST),
                List.of(FOLDER)))
        .brokenOff(LEAVING, 1)
        .build();
  }

  private void runThroughEveryEvent() {
    try (var view = view(oneBeat())) {
      view.began(PassMode.COPY, Samples.SOURCE, Samples.DESTINATION);
      var listener = view.listener();
      listener.planned(2, 5);
      listener.folderBegan(FOLDER, 2);
      listener.toCopy(FOLDER, 2);
      listener.sent(FOLDER, 1, 1_000);
      listener.retrying(FOLDER, LOST, 200);
      listener.waiting(new Wait(Side.SOURCE, Instant.EPOCH, WaitCause.DAY_IS_OVER, "enough"));
      everything().pass().folders().forEach(listener::folderEnded);
      view.warn("Careful.");
      view.note("Known.");
      Awaitility.await().until(() -> out.toString().contains("\"progress\""));
      view.ended(everything());
      view.stopped();
      view.failed(new View.Failure(ExitCode.SOURCE_CONNECTION, "No.", Optional.of(LOST)));
    }
  }

  @Test
  void writesWhatTheDocumentationSays() throws IOException {
    runThroughEveryEvent();

    Map<String, Set<String>> written = new TreeMap<>();
    for (String line : out.toString().lines().toList()) {
      Map<String, String> fields = JsonLeaves.of(line);
      String event = fields.remove("event");
      written.computeIfAbsent(event, _ -> new TreeSet<>()).addAll(fields.keySet());
    }

    assertThat(written).isEqualTo(documented());
  }

  @Test
  void writesOneObjectALineInAscii() {
    runThroughEveryEvent();

    assertThat(out.toString()).isASCII().endsWith("}\n");
    assertThat(out.toString().lines()).allMatch(line -> line.startsWith("{\"event\":"));
    assertThat(out.toString().lines().map(JsonLeaves::of).toList())
        .filteredOn(
            fields -> fields.containsKey("folder") && !fields.get("event").equals("folderEnded"))
        .extracting(fields -> fields.get("folder"))
        .containsOnly(FOLDER.text());
  }

  @Test
  void saysOnStandardErrorToPeopleWhatWentWrong() {
    try (var view = view(noBeat())) {
      view.failed(new View.Failure(ExitCode.USAGE, "Nothing of that.", Optional.empty()));
    }

    assertThat(err.toString(UTF_8))
        .isEqualTo("transhume: Nothing of that." + System.lineSeparator());
    assertThat(JsonLeaves.of(out.toString().strip()))
        .containsEntry("exitCode", "64")
        .containsEntry("text", "Nothing of that.");
  }

  @Test
  void figuresAreThoseOfTheReport() {
    try (var view = view(noBeat())) {
      view.ended(
          new Samples().folder("INBOX", Samples.figures(11, 1, 2, 3, 4, 1, 5, 6, 7)).build());
    }

    FolderFigures figures = Samples.figures(11, 1, 2, 3, 4, 1, 5, 6, 7);
    assertThat(JsonLeaves.of(out.toString().strip()))
        .containsEntry("total.found", "11")
        .containsEntry("total.copied", "1")
        .containsEntry("total.alreadyThere", "2")
        .containsEntry("total.goneThere", "3")
        .containsEntry("total.leftOut", "4")
        .containsEntry("total.failed", "1")
        .containsEntry("total.goneAtSource", "5")
        .containsEntry("total.altered", "6")
        .containsEntry("total.surplus", "7")
        .containsEntry("total.bytes", Long.toString(figures.bytes()))
        .containsEntry("verdict", "FAIL")
        .containsEntry("nothingLostOrDoubled", "false")
        .containsEntry("exitCode", "2");
  }

  /** The tables of docs/JSON.md, with figures and failures put in where they are named. */
  private static Map<String, Set<String>> documented() throws IOException {
    String text = Files.readString(Path.of("../docs/JSON.md"));
    Map<String, Set<String>> events = new TreeMap<>();
    Matcher event =
        Pattern.compile("(?m)^\\| (\\w+) \\| ([\\w.?\\[\\]]*) \\| .*\\|$")
            .matcher(section(text, "Events"));
    while (event.find()) {
      if (!event.group(1).equals("event")) {
        events
            .computeIfAbsent(event.group(1), _ -> new TreeSet<>())
            .addAll(expand(text, event.group(2)));
      }
    }
    events.put("report", fields(text, "report"));
    return events;
  }

  private static Set<String> fields(String text, String section) {
    var fields = new TreeSet<String>();
    Matcher field =
        Pattern.compile("(?m)^\\| ([\\w.?\\[\\]]+) \\|.*\\|$").matcher(section(text, section));
    while (field.find()) {
      if (!field.group(1).equals("field")) {
        fields.addAll(expand(text, field.group(1)));
      }
    }
    return fields;
  }

  private static Set<String> expand(String text, String documented) {
    String field = documented.replace("?", "");
    String last = field.substring(field.lastIndexOf('.') + 1);
    return switch (last) {
      case "" -> Set.of();
      case "figures", "total" -> below(field, fields(text, "figures"));
      case "failure" -> below(field, fields(text, "failure"));
      default -> Set.of(field);
    };
  }

  private static Set<String> below(String field, Set<String> names) {
    var below = new TreeSet<String>();
    names.forEach(name -> below.add(field + "." + name));
    return below;
  }

  private static String section(String text, String heading) {
    int from = text.indexOf("\n## " + heading + "\n");
    int to = text.indexOf("\n## ", from + 1);
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
