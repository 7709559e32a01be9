package org.transhume.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Endpoints;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

class TransferRunTest {
  @TempDir Path folder;
  private final MemoryWiring wiring = new MemoryWiring();
  private final TestProgram program = new TestProgram(wiring).with("keyboard", "typed");

  @BeforeEach
  void fillTheSource() {
    try (MailDestination mailbox = wiring.source.destination()) {
      FolderList folders = mailbox.folders();
      Endpoints.fill(
          mailbox,
          MailboxName.inbox(folders.separator()),
          Endpoints.mail(1),
          Endpoints.mail(2),
          Endpoints.mail(3));
    }
  }

  private int run(String command, String... more) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of("--source=h1", "--source-user=a", "--destination=h2", "--destination-user=b"));
    arguments.addAll(List.of("--state", folder.resolve("state").toString()));
    arguments.addAll(List.of(more));
    return program.run(arguments.toArray(String[]::new));
  }

  private static EndpointException failure(Problem problem, Side side) {
    return new EndpointException(
        problem, side, new Fault(Scope.ACCOUNT, Retry.NEVER), "connecting", "NO\u001B[1m");
  }

  @Test
  @Tag("I1")
  @Tag("I2")
  void copiesAndFindsNothingToDoTheSecondTime() {
    assertThat(run("copy")).isZero();
    assertThat(program.out())
        .contains("0 lost, 0 doubled: each of the 3 messages found at the source")
        .containsPattern("INBOX +3 +3 +0 +0 +0 +0 +0 ");
    assertThat(program.err().lines())
        .containsExactly("Copying a at h1 → b at h2", "INBOX: 3 messages copied, 186 B");

    assertThat(run("copy")).isZero();
    assertThat(program.out()).containsPattern("INBOX +3 +0 +3 +0 +0 +0 +0");
    assertThat(program.err().lines())
        .containsExactly("Copying a at h1 → b at h2", "INBOX: 3 already there");
    assertThat(wiring.destination.mail()).isEqualTo(wiring.source.mail());
  }

  @Test
  @Tag("D10")
  void goesByASavedMapAsThePlanSaid() throws IOException {
    String[] awkward = {
      "=1+1", "'=1", "'x", "a, b", "say \"x\"", " outer ", "two\nlines", "\u00e9/e\u0301"
    };
    for (String name : awkward) {
      wiring.source.folder(name);
    }
    Path map = folder.resolve("map.csv");

    assertThat(run("plan", "--historical=john", "--save-map=" + map)).as(program.err()).isZero();
    String saved = Files.readString(map);
    assertThat(saved)
        .startsWith("source,destination\nINBOX,INBOX/historical_data/john/INBOX\n")
        .contains("'=1+1,INBOX/historical_data/john/=1+1\n", "''=1,", "\n'x,", "\"a, b\",");
    assertThat(run("plan", "--map-file=" + map, "--save-map=" + map)).isZero();
    assertThat(map).content().isEqualTo(saved);
    assertThat(run("copy", "--map-file=" + map, "--save-map=" + map)).as(program.err()).isZero();
    assertThat(map).content().isEqualTo(saved);
    assertThat(wiring.destination.mail())
        .containsKey("INBOX/historical_data/john/say \"x\"")
        .hasEntrySatisfying(
            "INBOX/historical_data/john/INBOX", mail -> assertThat(mail).hasSize(3));
    assertThat(run("copy", "--map-file=" + map)).as("a folder that is copied stays").isZero();
  }

  @Test
  void keepsNoMapOfAPassThatBrokeOff() {
    Path map = folder.resolve("map.csv");
    wiring
        .source
        .faults()
        .next(
            Command.OPEN,
            new org.transhume.engine.testing.Fault.Refuse(
                Problem.QUOTA_FULL, new Fault(Scope.ACCOUNT, Retry.NEVER), "NO"));

    assertThat(run("plan", "--save-map=" + map)).isNotZero();

    assertThat(map).doesNotExist();
    assertThat(program.err()).contains("the map of folders is not whole");
  }

  @Test
  @Tag("D9")
  void plansWithoutDoingAnything() {
    assertThat(run("plan")).isZero();

    assertThat(program.out()).contains("A copy would put 3 messages there.");
    assertThat(wiring.destination.mail().values()).allMatch(List::isEmpty);
    assertThat(wiring.file.writes()).isZero();
  }

  @Test
  @Tag("X1")
  void verifiesWhatWasCopied() {
    run("copy");

    assertThat(run("verify", "--deep")).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled");
  }

  @Test
  @Tag("X1")
  void keepsTheReportAsJson() throws IOException {
    Path report = folder.resolve("report.json");

    run("copy", "--report", report.toString());

    assertThat(Files.readString(report))
        .startsWith("{\"schema\":1,\"mode\":\"copy\",")
        .contains("\"verdict\":\"PASS\",\"nothingLostOrDoubled\":true,\"exitCode\":0")
        .endsWith("}\n");
    assertThat(folder.resolve("report.json.half")).doesNotExist();
  }

  @Test
  void warnsIfTheReportCannotBeKept() {
    assertThat(run("copy", "--report", folder.resolve("no/such/folder/r.json").toString()))
        .isZero();

    assertThat(program.err()).contains("warning: the report could not be written");
  }

  @Test
  void speaksJsonAloneToPrograms() {
    assertThat(run("copy", "--json")).isZero();

    assertThat(program.out().lines()).allMatch(line -> line.startsWith("{\"event\":\""));
    assertThat(program.out().lines().map(line -> line.split("\"")[3]))
        .containsExactly("began", "planned", "folderBegan", "toCopy", "folderEnded", "report");
    assertThat(program.err()).isEmpty();
  }

  @Test
  void isSilentForCron() {
    assertThat(run("copy", "--quiet")).isZero();

    assertThat(program.out() + program.err()).isEmpty();
  }

  @Test
  @Tag("A8")
  void saysWhyItCannotBeginAndWhatToDo() {
    wiring.beforehand(
        _ -> {
          throw failure(Problem.LOGIN_REFUSED, Side.DESTINATION);
        });

    assertThat(run("copy")).isEqualTo(ExitCode.DESTINATION_LOGIN.number());
    assertThat(program.err())
        .contains("transhume: The destination h2 refused the user name or the password of “b”")
        .contains("--destination-password-file")
        .contains("The server said: “NO\\u001B[1m”");
    assertThat(program.out()).isEmpty();

    assertThat(run("copy", "--json")).isEqualTo(22);
    assertThat(program.out().lines().toList().getLast())
        .startsWith("{\"event\":\"error\",\"exitCode\":22,")
        .contains("\"failure\":{\"problem\":\"LOGIN_REFUSED\",\"side\":\"destination\"");
  }

  @Test
  @Tag("X2")
  void saysThatTheNextRunGoesOnWhenItIsInterrupted() {
    wiring.beforehand(
        _ -> {
          throw new CancellationException();
        });

    assertThat(run("copy")).isEqualTo(ExitCode.INTERRUPTED.number());
    assertThat(program.err()).contains("Stopped.", "run the same command again");
    assertThat(run("copy", "--json")).isEqualTo(130);
    assertThat(program.out()).contains("{\"event\":\"stopped\",\"exitCode\":130,");

    wiring.beforehand(_ -> {});
    assertThat(run("copy")).isZero();
  }

  @Test
  void takesAFailureForAnInterruptionWhenItWasInterrupted() {
    wiring.beforehand(
        _ -> {
          Thread.currentThread().interrupt();
          throw failure(Problem.CONNECTION_LOST, Side.SOURCE);
        });

    assertThat(run("copy")).isEqualTo(ExitCode.INTERRUPTED.number());
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void namesEachMessageThatDidNotArrive() {
    wiring.destination.behaviour().quota(100);

    assertThat(run("copy")).isEqualTo(ExitCode.DESTINATION_FULL.number());
    assertThat(program.out()).contains("is full", "NOT WHOLE").doesNotContain("0 lost");

    wiring.destination.behaviour().quota(1_000_000);
    assertThat(run("copy")).isZero();
    assertThat(wiring.destination.mail()).isEqualTo(wiring.source.mail());
  }
}
