package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.CorpusMail;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.memory.MemoryAccount;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * Every awkward kind of mail, from a server that serves each octet as it is, to servers that refuse
 * some: named, exported, tried again, repaired.
 */
@Timeout(300)
class RepairAtRealServersTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-02-02T02:02:02+01:00");
  private static final int LARGE = 1 << 20;

  /** One exception in a report as JSON. */
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "\\{\"uid\":(\\d+),\"code\":\"(\\w+)\",\"text\":\"[^\"]*\",\"words\":\"([^\"]*)\","
              + "\"failed\":(true|false)");

  @TempDir Path folder;
  private final TestProgram program =
      Mailboxes.program().with("SOURCE", "a").with("DESTINATION", "b");

  /** By UID at the source. */
  private final Map<Long, String> source = new TreeMap<>();

  private record Named(String code, String words, boolean failed) {}

  @Test
  @Tag("I5")
  @Tag("X1")
  void cyrusTakesRepairedWhatItRefusesForItsOctets() throws IOException {
    assumeTrue(ServerKind.CYRUS.shouldRun(), "no Cyrus was fetched");

    Map<Long, Named> repaired = copyAwkwardMailTo(ServerKind.CYRUS);

    assertThat(repaired.values())
        .extracting(Named::words)
        .contains("[LINE_ENDS]", "[FINAL_CRLF]", "[NUL]", "[LINE_ENDS, FINAL_CRLF, NUL]");
    assertThat(repaired).hasSizeGreaterThan(10);
  }

  @Test
  @Tag("I5")
  @Tag("X1")
  void dovecotTakesAnEmptyMessageOnceItIsALine() throws IOException {
    assumeTrue(ServerKind.DOVECOT.shouldRun(), "no Dovecot is installed");

    Map<Long, Named> repaired = copyAwkwardMailTo(ServerKind.DOVECOT);

    assertThat(repaired.keySet())
        .singleElement()
        .satisfies(uid -> assertThat(source.get(uid)).isEmpty());
    assertThat(repaired.values()).extracting(Named::words).containsExactly("[FINAL_CRLF]");
  }

  /** What was repaired, by UID. */
  private Map<Long, Named> copyAwkwardMailTo(ServerKind kind) throws IOException {
    try (MemoryImapServer oldServer = MemoryImapServer.start();
        RealServer newServer = kind.start(Map.of("bob", "b"))) {
      deliver(oldServer.addAccount("alice", "a"));
      List<String> sides = sides(oldServer, newServer);

      Map<Long, Named> first = named(run(2, sides, "copy"));
      Map<Long, Named> refused = ofCode(first, "MESSAGE_REFUSED");
      requireExported(sides, refused);
      Map<Long, Named> again = named(run(2, sides, "copy", "--failed"));
      Map<Long, Named> last = named(run(-1, sides, "copy", "--failed", "--repair"));
      Map<Long, Named> second = named(run(-1, sides, "copy", "--repair"));

      assertThat(ofCode(again, "MESSAGE_REFUSED")).isEqualTo(refused);
      Map<Long, Named> repaired = ofCode(last, "REPAIRED");
      assertThat(refused.keySet()).containsAll(repaired.keySet());
      assertThat(repaired.values()).noneMatch(Named::failed);
      // A header that is none is nothing that is repaired.
      assertThat(ofCode(last, "MESSAGE_REFUSED").values())
          .allMatch(each -> each.words().contains("invalid header"));
      assertThat(ofCode(second, "REPAIRED")).isEqualTo(repaired);
      List<String> there = there(newServer);
      repaired.forEach(
          (uid, how) -> {
            String expected = repaired(source.get(uid), how.words());
            assertThat(there.contains(expected))
                .as("%d, %s: %s", uid, how, source.get(uid))
                .isTrue();
          });
      long lost = ofCode(last, "MESSAGE_REFUSED").size();
      assertThat((long) there.size()).isEqualTo(source.size() - lost);
      run(-1, sides, "verify", "--deep");
      assertThat(ofCode(named(report()), "REPAIRED")).isEqualTo(repaired);
      return repaired;
    }
  }

  private void deliver(MemoryAccount alice) {
    var mails = new ArrayList<CorpusMail>();
    new AwkwardCorpus(7).mails(1).forEach(mails::add);
    mails.add(AwkwardCorpus.zeroBytes());
    for (CorpusMail each : mails) {
      byte[] content = each.mail().content().octets();
      if (content.length < LARGE) {
        alice.mailbox("INBOX").deliver(content, DATE, "\\Seen");
        source.put(source.size() + 1L, new String(content, ISO_8859_1));
      }
    }
  }

  private List<String> sides(MemoryImapServer from, RealServer to) {
    return List.of(
        "--source=" + from.host() + ":" + from.port(),
        "--source-tls=plain",
        "--source-user=alice",
        "--source-password-env=SOURCE",
        "--destination=" + to.host() + ":" + to.port(),
        "--destination-tls=plain",
        "--destination-user=bob",
        "--destination-password-env=DESTINATION",
        "--state=" + folder.resolve("state"));
  }

  /** The report as JSON; the exit code must be that one, unless it is below zero. */
  private String run(int code, List<String> sides, String... words) throws IOException {
    var arguments = new ArrayList<>(Arrays.asList(words));
    arguments.addAll(sides);
    arguments.add("--report=" + folder.resolve("report.json"));
    int ended = program.run(arguments.toArray(String[]::new));
    assertThat(ended)
        .as(program.out() + program.err())
        .isIn(code < 0 ? Set.of(0, 2) : Set.of(code));
    return report();
  }

  private String report() throws IOException {
    return Files.readString(folder.resolve("report.json"), UTF_8);
  }

  private void requireExported(List<String> sides, Map<Long, Named> refused) throws IOException {
    Path directory = folder.resolve("exported");
    var arguments = new ArrayList<>(List.of("quarantine", "export", "--to=" + directory));
    arguments.addAll(sides);
    assertThat(program.run(arguments.toArray(String[]::new))).as(program.err()).isZero();
    for (Map.Entry<Long, Named> each : refused.entrySet()) {
      assertThat(program.out()).contains("UID " + each.getKey(), each.getValue().words());
      byte[] exported = Files.readAllBytes(directory.resolve("INBOX-" + each.getKey() + ".eml"));
      assertThat(new String(exported, ISO_8859_1)).isEqualTo(source.get(each.getKey()));
    }
  }

  private static Map<Long, Named> named(String json) {
    var named = new TreeMap<Long, Named>();
    for (MatchResult each :
        EXCEPTION.matcher(json.replaceAll("[\\n\\r] *", "")).results().toList()) {
      named.put(
          Long.valueOf(each.group(1)),
          new Named(each.group(2), each.group(3), Boolean.parseBoolean(each.group(4))));
    }
    return named;
  }

  private static Map<Long, Named> ofCode(Map<Long, Named> named, String code) {
    var some = new TreeMap<>(named);
    some.values().removeIf(each -> !each.code().equals(code));
    return some;
  }

  private static List<String> there(RealServer server) {
    try (SeedImap owner = server.logIn("bob")) {
      owner.examine("INBOX");
      return owner.fetchAll().stream()
          .map(mail -> new String(mail.body().orElseThrow(), ISO_8859_1))
          .toList();
    }
  }

  /** The plainest way to say it, with the whole message at hand. */
  private static String repaired(String raw, String words) {
    if (words.contains("LINE_ENDS") && !raw.contains("\n")) {
      return raw.replace("\r", "\r\n");
    }
    String header = raw.split("(?<=\n)\r*\n", 2)[0];
    String body = raw.substring(header.length());
    if (words.contains("LINE_ENDS")) {
      header = header.replaceAll("\r*\n", "\n").replace('\r', ' ').replace("\n", "\r\n");
      body = body.replaceAll("\r*\n|\r+\\z", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }
    if (words.contains("NUL")) {
      header = header.replace('\0', '?');
      body = body.replace('\0', '\u0080');
    }
    boolean ends = (header + body).endsWith("\n");
    return header + body + (words.contains("FINAL_CRLF") && !ends ? "\r\n" : "");
  }
}
