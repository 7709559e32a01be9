package org.transhume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Account.KnownAs;
import org.transhume.cli.account.Manner;
import org.transhume.cli.account.Manner.Mechanism;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Tls;
import org.transhume.cli.account.Trust;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.report.Survey;
import org.transhume.cli.transfer.MailChoice;
import org.transhume.cli.transfer.Pacing;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.TransferRequest.Care;
import org.transhume.cli.transfer.TransferRequest.Kept;
import org.transhume.cli.transfer.Undoing;
import org.transhume.cli.transfer.Wiring;
import org.transhume.engine.PassMode;
import org.transhume.engine.content.Repair;
import org.transhume.engine.dates.DateRepair;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.foldermap.Into;
import org.transhume.engine.foldermap.Rename;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.selection.DateWindow;
import org.transhume.engine.selection.FolderOrder;
import org.transhume.engine.selection.MessageRules;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.Secret;
import org.transhume.mail.SpecialUse;

class CommandLineTest {
  private static final String[] SIDES = {
    "--source", "h1", "--source-user", "a", "--destination", "h2", "--destination-user", "b"
  };

  @TempDir Path folder;
  private final Remembering wiring = new Remembering();
  private final TestProgram program =
      new TestProgram(wiring).with("keyboard", "typed").with("TRANSHUME_STATE", "/state");

  /** Remembers what was asked for and refuses it. */
  private static final class Remembering implements Wiring {
    Optional<TransferRequest> request = Optional.empty();

    @Override
    public String reach(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
      throw new AssertionError("nobody asked for it");
    }

    @Override
    public Survey outside(
        Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
      throw new AssertionError("nobody asked for it");
    }

    @Override
    public Undoing undo(AccountId source, Account destination, Path state, boolean dry) {
      throw new AssertionError("nobody asked for it");
    }

    @Override
    public Survey survey(Side side, Account account) {
      throw new AssertionError("nobody asked for it");
    }

    @Override
    public String decodedName(String name) {
      return name;
    }

    @Override
    public Connected connect(TransferRequest asked) {
      request = Optional.of(asked);
      throw new StopException(ExitCode.LEDGER_REFUSED, "Seen.");
    }
  }

  private String refusal(String... more) {
    List<String> arguments = new ArrayList<>(List.of("copy"));
    arguments.addAll(List.of(SIDES));
    arguments.addAll(List.of(more));
    assertThat(program.run(arguments.toArray(String[]::new))).isEqualTo(64);
    return program.err();
  }

  private TransferRequest request(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(SIDES));
    arguments.addAll(List.of(more));
    int code = program.run(arguments.toArray(String[]::new));
    assertThat(program.err()).contains("transhume: Seen.");
    assertThat(code).isEqualTo(ExitCode.LEDGER_REFUSED.number());
    return wiring.request.orElseThrow();
  }

  private int runWithSides(String... more) {
    List<String> arguments = new ArrayList<>(List.of("copy"));
    arguments.addAll(List.of(SIDES));
    arguments.addAll(List.of(more));
    return program.run(arguments.toArray(String[]::new));
  }

  private static Account account(String host, String login, String tlsOption) {
    return new Account(
        Server.parse(host, Optional.empty()),
        login,
        Optional.empty(),
        Secret.of("typed"),
        new Trust.System(),
        Duration.ofSeconds(120),
        tlsOption,
        new KnownAs(Optional.empty(), tlsOption.replace("-tls", "-name")),
        Manner.USUAL);
  }

  @Test
  void takesTheUsualForWhatIsNotSaid() {
    assertThat(request("copy"))
        .isEqualTo(
            new TransferRequest(
                PassMode.COPY,
                account("h1", "a", "--source-tls"),
                account("h2", "b", "--destination-tls"),
                MailChoice.ALL,
                Care.USUAL,
                DeletionRules.NONE,
                Pacing.USUAL,
                Path.of("/state"),
                Kept.NOTHING));
    assertThat(request("plan").mode()).isEqualTo(PassMode.PLAN);
    assertThat(request("verify").mode()).isEqualTo(PassMode.VERIFY);
  }

  @Test
  @Tag("C1")
  void knowsTheSameOptionsForBothSides() throws IOException {
    Path password = Files.writeString(folder.resolve("pw"), "one\n", UTF_8);
    program.with("TWO", "two");

    TransferRequest request =
        request(
            "copy",
            "--source-tls=starttls",
            "--source-password-file=" + password,
            "--source-auth-user",
            "admin1",
            "--source-auth=scram-sha-256",
            "--source-compress",
            "--source-ca-file",
            "ca.pem",
            "--source-timeout",
            "7",
            "--source-name=the old one",
            "--destination-tls",
            "PLAIN",
            "--destination-password-env",
            "TWO",
            "--destination-auth-user",
            "admin2",
            "--destination-auth=CRAM-MD5",
            "--destination-fingerprint",
            "AB:".repeat(31) + "AB",
            "--destination-timeout=8");

    assertThat(request.source())
        .isEqualTo(
            new Account(
                Server.parse("h1", Optional.of(Tls.STARTTLS)),
                "a",
                Optional.of("admin1"),
                Secret.of("one"),
                new Trust.Authorities(Path.of("ca.pem")),
                Duration.ofSeconds(7),
                "--source-tls",
                new KnownAs(Optional.of("the old one"), "--source-name"),
                new Manner(Mechanism.SCRAM_SHA_256, true)));
    assertThat(request.destination())
        .isEqualTo(
            new Account(
                Server.parse("h2", Optional.of(Tls.PLAIN)),
                "b",
                Optional.of("admin2"),
                Secret.of("two"),
                new Trust.Fingerprint("AB:".repeat(31) + "AB"),
                Duration.ofSeconds(8),
                "--destination-tls",
                new KnownAs(Optional.empty(), "--destination-name"),
                new Manner(Mechanism.CRAM_MD5, false)));
  }

  @Test
  void refusesAMechanismItDoesNotKnow() {
    assertThat(runWithSides("--source-auth=ntlm")).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).contains("--source-auth is plain, login, scram-sha-256 or cram-md5.");
  }

  @Test
  void takesFoldersAndCareAsTheyAreSaid() {
    TransferRequest request =
        request(
            "copy",
            "--folder=A",
            "--folder=B",
            "--folder-tree",
            "C",
            "--folder-use=sent,Archive",
            "--include",
            "D*",
            "--include-regex=F.",
            "--exclude=E?",
            "--exclude-regex=.*G",
            "--exclude-use",
            "trash,junk",
            "--also=shared",
            "--exclude-empty",
            "--first=G",
            "--last=H",
            "--last=I",
            "--subscribed-only",
            "--no-automap",
            "--deep",
            "--adopt-flags",
            "--copy-missing-again",
            "--two-mailboxes",
            "--remap",
            "--failed",
            "--repair-dates",
            "--repair=nul,line-ends",
            "--subscribe-all",
            "--lanes=9",
            "--state=/elsewhere",
            "--report=r.json",
            "--once",
            "--save-map=m.csv");

    assertThat(request.mail())
        .isEqualTo(
            new MailChoice(
                new SelectionRules(
                    Set.of(SelectionRules.Kind.SHARED),
                    true,
                    Set.of("A", "B"),
                    Set.of("C"),
                    Set.of(SpecialUse.SENT, SpecialUse.ARCHIVE),
                    List.of(new NamePattern.Glob("D*"), new NamePattern.Regex("F.")),
                    List.of(new NamePattern.Glob("E?"), new NamePattern.Regex(".*G")),
                    Set.of(SpecialUse.TRASH, SpecialUse.JUNK),
                    true,
                    new FolderOrder(List.of("G"), List.of("H", "I"))),
                MessageRules.everything(),
                new FolderMapRules(false, Map.of(), false),
                true));
    assertThat(request.care())
        .isEqualTo(
            new Care(
                true,
                true,
                true,
                true,
                true,
                true,
                true,
                9,
                DateRepair.FROM_RECEIVED,
                Set.of(Repair.NUL, Repair.LINE_ENDS)));
    assertThat(request.state()).isEqualTo(Path.of("/elsewhere"));
    assertThat(request.kept())
        .isEqualTo(new Kept(Optional.of(Path.of("r.json")), Optional.of(Path.of("m.csv"))));
  }

  @Test
  @Tag("D10")
  void takesAMapAsItIsSaid() throws IOException {
    Path file = folder.resolve("map.csv");
    Files.writeString(
        file, "\uFEFFsource,destination\r\n\"A, b\",C\r\n\r\nW\u00e4,\"say \"\"x\"\"\"\r\n", UTF_8);

    FolderMapRules rules =
        request(
                "copy",
                "--map-file=" + file,
                "--map=Old=Archive/Old",
                "--map",
                "W\u00e4=Other",
                "--into=Mine",
                "--rename=^a(.)=$1",
                "--rename=x=")
            .mail()
            .map();

    assertThat(rules)
        .isEqualTo(
            new FolderMapRules(
                true,
                Map.of("A, b", "C", "W\u00e4", "Other", "Old", "Archive/Old"),
                Optional.of(new Into.Folder("Mine")),
                Optional.empty(),
                List.of(new Rename("^a(.)", "$1"), new Rename("x", "")),
                false));
  }

  @Test
  @Tag("C3")
  @Tag("D10")
  void takesHistoricalDataAndOneFolderOutOfOthers() {
    var mail = request("copy", "--historical=2017", "--out-of=Old/Mail").mail();

    assertThat(mail.map().into()).contains(new Into.Historical("2017"));
    assertThat(mail.map().outOf()).contains("Old/Mail");
    assertThat(mail.folders().trees()).containsExactly("Old/Mail");
    assertThat(refusal("--historical=Spam")).contains("cannot be called Spam");
    assertThat(refusal("--historical=x", "--into=y")).contains("exclude each other");
    assertThat(refusal("--out-of=x", "--folder=y")).contains("--out-of takes that folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'from,to'|line 1 is not the header source,destination",
        "'source,destination\na,b,c'|line 2 has 3 fields and not two",
        "'source,destination\na,b\n\n,c'|line 4 leaves a name away",
        "'source,destination\na,b\na,c'|line 3 names a folder of the source a second time",
        "'source,destination\na,b\nc,b'|line 3 maps a second folder to the same one"
      })
  @Tag("D10")
  void saysWhichLineOfAMapIsWrong(String text, String words) throws IOException {
    Path file = folder.resolve("map.csv");
    Files.writeString(file, text.replace("\\n", "\n"), UTF_8);

    assertThat(runWithSides("--map-file=" + file)).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "--map=a=c --map=b=c, Two folders cannot become one",
    "--rename=(=x, Not a regular expression",
    "--rename=a=$1, Not a replacement for a",
    "--map-file=/nowhere/map.csv, cannot be read"
  })
  void saysWhatIsWrongWithAMap(String options, String words) {
    assertThat(runWithSides(options.split(" "))).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).contains(words);
  }

  @Test
  @Tag("C4")
  void takesMessagesAsTheyAreSaid() {
    MessageRules rules =
        request(
                "plan",
                "--since=25-Sep-2017",
                "--before",
                "24 September 2018",
                "--date-of=sent",
                "--date-zone=Europe/Paris",
                "--max-age=2y",
                "--min-age=36h",
                "--max-size=50M",
                "--min-size=1kb",
                "--with-flag=\\Flagged",
                "--without-flag=\\Seen",
                "--without-flag=$Junk",
                "--search=SUBJECT \"été\"")
            .mail()
            .messages();

    assertThat(rules)
        .isEqualTo(
            new MessageRules(
                new DateWindow(
                    Optional.of(LocalDate.of(2017, 9, 25)),
                    Optional.of(LocalDate.of(2018, 9, 24)),
                    DateWindow.Basis.SENT,
                    Optional.of(ZoneId.of("Europe/Paris"))),
                Optional.of(Duration.ofDays(730)),
                Optional.of(Duration.ofHours(36)),
                OptionalLong.of(50 << 20),
                OptionalLong.of(1024),
                Flags.of(Flag.FLAGGED),
                Flags.of(Flag.SEEN, Flag.of("$Junk")),
                Optional.of(new SearchKeys("SUBJECT \"été\""))));
  }

  @ParameterizedTest
  @CsvSource({
    "--since=03/04/2018, --since takes a day such as",
    "--before=2018-02-30, --before takes a day such as",
    "--date-of=yesterday, --date-of knows received and sent",
    "--date-zone=Nowhere, --date-zone takes a zone such as",
    "--max-age=old, --max-age takes an age such as",
    "--min-age=0d, --min-age takes an age such as",
    "--max-size=huge, --max-size takes a size such as",
    "--with-flag=a b, --with-flag takes a flag such as",
    "'--search=SUBJECT é', only in double quotes",
    "--folder-use=spam, '--folder-use knows archive, drafts, junk, sent, trash'",
    "--also=mine, --also knows all",
    "--exclude-regex=(, --exclude-regex takes a regular expression"
  })
  void saysWhatIsWrongWithASelection(String option, String words) {
    assertThat(runWithSides(option)).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@file",
        "\"quoted\"",
        "a;b,c%d",
        "${HOME}",
        "jürgen 草",
        "back\\slash",
        "-dash",
        "'"
      })
  @Tag("C2")
  void takesALoginAsItStands(String login) {
    assertThat(request("copy", "--state", "/x", "--source-auth-user=" + login).source().admin())
        .contains(login);
    assertThat(request("copy", "--folder=" + login).mail().folders().folders())
        .containsExactly(login);
  }

  @Test
  void findsTheStateFolderAsTheDesktopHasIt() {
    var elsewhere = new TestProgram(wiring).with("keyboard", "typed").with("HOME", "/home/a");
    assertThat(run(elsewhere).state()).isEqualTo(Path.of("/home/a/.local/state/transhume"));
    elsewhere.with("XDG_STATE_HOME", "/xdg");
    assertThat(run(elsewhere).state()).isEqualTo(Path.of("/xdg/transhume"));
  }

  private TransferRequest run(TestProgram other) {
    List<String> arguments = new ArrayList<>(List.of("copy"));
    arguments.addAll(List.of(SIDES));
    other.run(arguments.toArray(String[]::new));
    return wiring.request.orElseThrow();
  }

  static List<List<String>> mistakes() {
    return List.of(
        List.of("--lanes=0", "1 to 64"),
        List.of("--lanes=x", "--lanes"),
        List.of("--exclude-regex=(", "regular expression"),
        List.of("--max-age=1d --min-age=2d", "The greatest age"),
        List.of("--json --quiet", "exclude each other"),
        List.of("--automap --no-automap", "exclude each other"),
        List.of("--source-tls=none", "implicit, starttls or plain"),
        List.of("--source-timeout=0", "time limit"),
        List.of("--source-fingerprint=abc", "64 hexadecimal digits"),
        List.of("--source-ca-file=a --source-fingerprint=" + "ab".repeat(32), "exclude each other"),
        List.of("--source-password-file=a --source-password-env=b", "exclude each other"),
        List.of("--source-password-env=NOT_SET", "NOT_SET"),
        List.of("--source-password-file=/no/such/file", "/no/such/file"),
        List.of("--sorce=h", "no option --sorce."),
        List.of("--source-password=secret", "can be read by everybody"),
        List.of("--state", "--state"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongWithTheCommandLine(List<String> mistake) {
    int code = runWithSides(mistake.getFirst().split(" "));

    assertThat(code).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).startsWith("transhume: ").contains(mistake.getLast());
    assertThat(program.out()).isEmpty();
    assertThat(wiring.request).isEmpty();
  }

  @Test
  @Tag("I9")
  void doesNotRepeatWhatMayBeAPassword() {
    runWithSides("--source-password=geheim");
    assertThat(program.err()).contains("--source-password:").doesNotContain("geheim");
    runWithSides("--source-password", "geheim");
    assertThat(program.err()).doesNotContain("geheim");
    runWithSides("geheim");
    assertThat(program.err()).doesNotContain("geheim");
    runWithSides("--quiet=geheim");
    assertThat(program.err()).doesNotContain("geheim");
  }

  @Test
  void saysWhichOptionIsMissing() {
    assertThat(program.run("copy")).isEqualTo(64);
    assertThat(program.err()).contains("--source is missing");
    assertThat(program.run("copy", "--source", "h")).isEqualTo(64);
    assertThat(program.err()).contains("--source-user is missing");
    assertThat(program.run("copy", "--source", "h", "--source-user", "a")).isEqualTo(64);
    assertThat(program.err()).contains("--destination is missing");
    assertThat(program.run("nonsense")).isEqualTo(64);
  }

  @Test
  void tellsEverythingInItsHelp() {
    assertThat(program.run("--help")).isZero();
    assertThat(program.out()).contains("copy", "plan", "verify", "Exit codes");
    for (ExitCode code : ExitCode.values()) {
      assertThat(program.out()).contains("  " + code.number() + " ");
    }
    assertThat(program.run("copy", "--help")).isZero();
    assertThat(program.out()).contains("--destination-password-file", "Example:");
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(program.run()).isZero();
    assertThat(program.out()).contains("Usage: transhume");
  }

  @Test
  void tellsItsVersion() {
    assertThat(program.run("--version")).isZero();
    assertThat(program.out()).startsWith("transhume ");
  }
}
