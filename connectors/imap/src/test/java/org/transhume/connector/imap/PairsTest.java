package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.verify.Verdicts;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * Every awkward kind of mail and of folder from every server to every server. What becomes of each
 * stands in docs/PAIRS.md, which {@code ./pairs} writes; this holds the page against what happens.
 */
@Timeout(600)
class PairsTest {
  /** Names a file to be written with what was seen, instead of being held against it. */
  private static final String WRITE = "transhume.pairs.write";

  private static final String MAIL = "Messages";
  private static final String FOLDERS = "Folders";
  private static final Path PAGE = Path.of("..", "..", "docs", "PAIRS.md");

  @Test
  @Tag("I5")
  @Tag("B1")
  void everyKindGoesFromEveryServerToEveryServerAsThePageSays() throws IOException {
    for (ServerKind kind : ServerKind.values()) {
      assumeTrue(kind.shouldRun(), kind.title() + " is not there");
    }
    List<String> columns =
        Arrays.stream(ServerKind.values())
            .flatMap(from -> Arrays.stream(ServerKind.values()).map(to -> column(from, to)))
            .toList();
    var table = new PairTable(columns);
    for (ServerKind from : ServerKind.values()) {
      var source = new AwkwardMailbox(from);
      for (ServerKind to : ServerKind.values()) {
        copy(source, to, table);
      }
    }

    assertThat(table.gaps(MAIL, AwkwardMailbox.mailKinds())).isEmpty();
    assertThat(table.gaps(FOLDERS, AwkwardMailbox.folderKinds())).isEmpty();
    String page = heading() + table.markdown();
    String target = System.getProperty(WRITE, "");
    if (!target.isEmpty()) {
      Files.writeString(Path.of(target), page);
    }
    assertThat(PAGE).as("run ./pairs and look at what it changes").hasContent(page);
  }

  private static void copy(AwkwardMailbox source, ServerKind to, PairTable table) {
    String column = column(source.kind(), to);
    RealServers servers = RealServers.of(to);
    String user = servers.another();
    var transfer =
        new Transfer(source.settings(), Servers.account(servers.server(), user)).withTheUsualMap();

    PassReport first = transfer.copy();
    PassReport second = transfer.copy();

    assertThat(first.failure()).as(column).isEmpty();
    assertThat(first.folders()).as(column).allMatch(folder -> folder.figures().addsUp());
    assertThat(transfer.retries()).as(column).isEmpty();
    // The second pass finds nothing to copy, and tries again what was refused.
    assertThat(second.total().copied()).as(column).isZero();
    assertThat(second.total().failed()).as(column).isEqualTo(first.total().failed());
    FolderReport inbox =
        first.folders().stream().filter(f -> f.source().isInbox()).findFirst().orElseThrow();
    try (SeedImap owner = servers.server().logIn(user)) {
      mail(source, inbox, owner, table, column);
      folders(source, first, owner, table, column);
    }
  }

  private static void mail(
      AwkwardMailbox source, FolderReport inbox, SeedImap owner, PairTable table, String column) {
    source
        .refusedMail()
        .forEach(
            (kind, words) -> table.put(MAIL, kind, column, "cannot stand at the source: " + words));
    Map<Long, MessageException> failed =
        inbox.exceptions().stream()
            .filter(each -> each.failed() && !each.code().equals(Verdicts.OCTETS_DIFFER))
            .collect(Collectors.toMap(MessageException::uid, each -> each, (a, _) -> a));
    owner.examine("INBOX");
    List<FetchedMail<byte[]>> there = AwkwardMailbox.sorted(owner.fetchAll());
    List<FetchedMail<byte[]>> copied =
        source.messages().stream().filter(mail -> !failed.containsKey(mail.uid())).toList();
    failed.forEach(
        (uid, why) -> table.put(MAIL, source.kindOf(uid), column, "refused: " + why.words()));
    // One more or one less is doubled or lost.
    assertThat(there).as(column).hasSameSizeAs(copied);
    var counterparts = Counterparts.of(copied, there);
    assertThat(counterparts).as(column).hasSameSizeAs(copied);
    var named = inbox.exceptions().stream().map(MessageException::uid).collect(Collectors.toSet());
    var unnamed = new ArrayList<String>();
    counterparts.forEach(
        (here, counterpart) -> {
          String difference = Alteration.between(here, counterpart);
          String kind = source.kindOf(here.uid());
          String outcome = difference.isEmpty() ? PairTable.EQUAL : "altered: " + difference;
          table.put(MAIL, kind, column, outcome);
          boolean isOfOctets =
              !Arrays.equals(here.body().orElseThrow(), counterpart.body().orElseThrow());
          if (isOfOctets && !named.contains(here.uid())) {
            unnamed.add(column + ": " + kind + " is " + outcome);
          }
        });
    assertThat(unnamed).as("the report does not say so").isEmpty();
    boolean sentAgain =
        inbox.exceptions().stream().anyMatch(each -> each.code().equals(Verdicts.FLAGS_DIFFER));
    if (failed.isEmpty() && !sentAgain) {
      // Where a batch was refused, or a message for its keywords, what was sent behind is there
      // before it.
      assertThat(copied.stream().map(here -> counterparts.get(here).uid())).as(column).isSorted();
    }
  }

  private static void folders(
      AwkwardMailbox source, PassReport report, SeedImap owner, PairTable table, String column) {
    source
        .refusedFolders()
        .forEach(
            (kind, words) ->
                table.put(FOLDERS, kind, column, "cannot stand at the source: " + words));
    var names = new TreeMap<String, FolderReport>();
    report.folders().forEach(folder -> names.put(folder.source().text(), folder));
    var listed = new TreeSet<String>();
    owner.list().forEach(each -> listed.add(each.name()));
    var renamed =
        report.renamed().stream().map(each -> each.source().text()).collect(Collectors.toSet());
    source
        .folders()
        .forEach(
            (kind, name) -> {
              FolderReport folder = names.get(name);
              assertThat(folder).as("%s: %s", column, name).isNotNull();
              assertThat(folder.failure()).as("%s: %s", column, name).isEmpty();
              assertThat(listed).as(column).contains(folder.destination().text());
              table.put(
                  FOLDERS,
                  kind,
                  column,
                  isOfCaseTwins(kind) && column.endsWith("→Ja")
                      ? "both stand, or the one that is made second is renamed: not the same each"
                          + " time"
                      : renamed.contains(name)
                          ? "renamed: `" + folder.destination().text() + "`"
                          : PairTable.EQUAL);
            });
  }

  private static boolean isOfCaseTwins(String kind) {
    return kind.startsWith("case-");
  }

  private static String column(ServerKind from, ServerKind to) {
    return from.title().substring(0, 2) + "→" + to.title().substring(0, 2);
  }

  private static String heading() {
    var notes = new ArrayList<String>();
    notes.add("# From every server to every server\n");
    notes.add(
        "What becomes of each awkward kind of mail and of folder between Dovecot 2.3, Cyrus 3.6,"
            + " Courier 5.0 and James\n3.8 (Do, Cy, Co, Ja). Written by `./pairs`; `./check` holds"
            + " it against what happens. `=` is equal in octets,\nINTERNALDATE, flags and"
            + " keywords; a number is a note at the end. Marks of deletion stay\nbehind"
            + " on purpose. What is altered in its octets, and what is refused, is named in the"
            + " report of the pass. The\nsecond pass of each pair copies nothing.\n\n");
    return String.join("\n", notes);
  }
}
