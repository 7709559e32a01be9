package org.transhume.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.UndoReport;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

@Tag("X10")
class UndoJsonTest {
  private static final MailboxName WORK = new MailboxName("Work", '/');

  private static Explanations explanations() {
    return new Explanations(
        Texts.in(Locale.ENGLISH),
        new Glyphs(UTF_8),
        Dialect.TRANSHUME,
        Samples.SOURCE,
        Samples.DESTINATION);
  }

  private static Map<String, String> written() {
    var out = new StringWriter();
    var removals =
        new FolderRemovals(WORK, WORK, RemovalReason.UNDONE, UidSet.parse("1:3,7"), UidSet.of(5));
    var report =
        new UndoReport(
            new DeletionReport(
                List.of(removals),
                Set.of(DeletionGuard.CANNOT_REMOVE),
                Optional.of(Samples.failure(Problem.CONNECTION_LOST, Side.DESTINATION, "gone")),
                List.of(WORK)),
            List.of(WORK),
            2,
            1,
            4);
    new UndoJson(out, explanations())
        .write(report, Samples.SOURCE, Samples.DESTINATION, true, ExitCode.DELETION_REFUSED);
    assertThat(out.toString()).endsWith("}\n").doesNotContain("}\n{");
    return JsonLeaves.of(out.toString().strip());
  }

  @Test
  void saysWhatWouldGoAndWhatStays() {
    assertThat(written())
        .containsEntry("event", "undo")
        .containsEntry("dryRun", "true")
        .containsEntry("exitCode", String.valueOf(ExitCode.DELETION_REFUSED.number()))
        .containsEntry("onlyCopies", "2")
        .containsEntry("goneAtSource", "1")
        .containsEntry("unsettled", "4")
        .containsEntry("foldersRemoved[]", "Work")
        .containsEntry("deletions.folders[].uids", "1:3,7")
        .containsEntry("deletions.folders[].spared", "5")
        .containsEntry("deletions.folders[].reason", "UNDONE");
  }

  @Test
  void writesTheFieldsThatAreDocumented() throws IOException {
    String text = Files.readString(Path.of("../docs/JSON.md"));
    var documented = new TreeSet<String>();
    documented.addAll(fields(text, "undo"));
    documented.remove("deletions.failure");
    fields(text, "failure").forEach(field -> documented.add("deletions.failure." + field));
    var fields = new TreeSet<>(written().keySet());
    fields.remove("event");

    assertThat(fields).isEqualTo(documented);
  }

  private static Set<String> fields(String text, String heading) {
    int from = text.indexOf("\n## " + heading + "\n");
    int to = text.indexOf("\n## ", from + 1);
    int end = text.indexOf("\nExit codes:", from + 1);
    var fields = new TreeSet<String>();
    Matcher field =
        Pattern.compile("(?m)^\\| ([\\w.?\\[\\]]+) \\|.*\\|$")
            .matcher(text.substring(from, to < 0 ? end : to));
    while (field.find()) {
      if (!field.group(1).equals("field")) {
        fields.add(field.group(1).replace("?", ""));
      }
    }
    return fields;
  }
}
