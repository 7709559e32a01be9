package org.transhume.cli.imapsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.imapsync.OptionTable.Entry;
import org.transhume.cli.imapsync.OptionTable.Treatment;

@Tag("X6")
class OptionTableTest {
  private final OptionTable table = OptionTable.load();

  private Entry only(String name) {
    List<Entry> found = table.find(name);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host1",
        "port1",
        "user1",
        "password1",
        "passfile1",
        "ssl1",
        "tls1",
        "nossl1",
        "notls1",
        "authuser1",
        "authmech1",
        "timeout1",
        "host2",
        "port2",
        "user2",
        "password2",
        "passfile2",
        "ssl2",
        "tls2",
        "nossl2",
        "notls2",
        "authuser2",
        "authmech2",
        "timeout2",
        "dry",
        "folder",
        "folderrec",
        "exclude",
        "include",
        "automap",
        "subscribed",
        "subscribe",
        "nosubscribe",
        "subscribeall",
        "justlogin",
        "justconnect",
        "justfolders",
        "justfoldersizes",
        "nolog",
        "logfile",
        "logdir",
        "sslcheck",
        "nosslcheck",
        "passfd1",
        "passfd2",
        "f1f2",
        "f1f2h",
        "regextrans2",
        "prefix1",
        "prefix2",
        "sep1",
        "sep2",
        "subfolder1",
        "subfolder2",
        "delete1",
        "delete",
        "delete2",
        "mirror",
        "delete2duplicates",
        "skipcrossduplicates",
        "delete-many",
        "appendlimit",
        "maxbytespersecond",
        "maxbytesafter",
        "maxmessagespersecond",
        "exitwhenover",
        "abort",
        "authmd51",
        "compress1",
        "delete2folders",
        "delete2foldersbutnot",
        "domino2",
        "exchange2",
        "exitonload",
        "folderfirst",
        "folderlast",
        "gmail1",
        "idatefromheader",
        "inet4",
        "justautomap",
        "justfolderlists",
        "office2",
        "pidfile",
        "regexflag",
        "skipemptyfolders",
        "wait",
        "now"
      })
  void doesWhatIsPromised(String name) {
    assertThat(only(name).treatment()).isEqualTo(Treatment.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete1emptyfolders",
        "regexmess",
        "oauthaccesstoken2",
        "nosyncinternaldates",
        "noresyncflags",
        "pipemess",
        "synclabels",
        "showpasswords"
      })
  void refusesWithAWordWhatItDoesNotDo(String name) {
    assertThat(only(name).treatment()).isEqualTo(Treatment.REFUSED);
    assertThat(only(name).word()).isNotBlank();
  }

  @Test
  void hasAWordOnWhateverIsNotSimplyDone() {
    for (Treatment treatment : List.of(Treatment.NOTED, Treatment.REFUSED)) {
      for (String name : table.names(treatment)) {
        assertThat(only(name.substring(2)).word()).as(name).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HOST1,host1",
    "no-log,log",
    "NOLOG,log",
    "justlog,justlogin",
    "delete,delete",
    "useui,useuid"
  })
  void matchesInAnyCaseAndCutAsLongAsItIsClear(String typed, String name) {
    assertThat(only(typed).name()).isEqualTo(name);
  }

  @Test
  void findsSeveralWhereACutNameIsNotClearAndNoneWhereItIsUnknown() {
    assertThat(table.find("host")).extracting(Entry::name).containsExactly("host1", "host2");
    assertThat(table.find("hosts1")).isEmpty();
    assertThat(table.find("nosuch")).isEmpty();
  }

  /** What imapsync's own debugging and tests need. */
  private static boolean isForDebugging(String name) {
    return name.matches("(debug|tests|memorystress|simulong).*");
  }

  private static List<String> imapsyncsOptions() throws IOException {
    try (InputStream in = OptionTableTest.class.getResourceAsStream("imapsync-2.229-options.txt")) {
      return new String(in.readAllBytes(), US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void knowsEveryOptionOfImapsyncByAllItsNames() throws IOException {
    for (String option : imapsyncsOptions()) {
      for (String name : option.split("\\|")) {
        assertThat(only(name).shown()).as(name).startsWith("--").doesNotContain("--no-");
      }
    }
  }

  @Test
  void countsWhatItTakesAsTheDocumentationDoes() throws IOException {
    Map<Treatment, Integer> counts = new EnumMap<>(Treatment.class);
    int debugging = 0;
    for (String option : imapsyncsOptions()) {
      String name = option.split("\\|")[0];
      if (isForDebugging(name)) {
        debugging++;
      } else {
        counts.merge(only(name).treatment(), 1, Integer::sum);
      }
    }
    int same = counts.get(Treatment.DONE);
    int better = counts.get(Treatment.NOTED);
    int refused = counts.get(Treatment.REFUSED);
    int all = same + better + refused;
    double share = 100.0 * (same + better) / all;

    assertThat(share).isGreaterThanOrEqualTo(80);
    assertThat(documentation().replace('\n', ' '))
        .contains(
            "Of the %d options of imapsync 2.229, %d are for debugging and self-tests."
                .formatted(all + debugging, debugging))
        .contains(
            String.format(
                Locale.ROOT,
                "Of the other %d, %d do the same here, %d are better without being set, and %d are"
                    + " refused: %.1f %% same or better.",
                all,
                same,
                better,
                refused,
                share));
  }

  private static String documentation() throws IOException {
    return Files.readString(Path.of("../docs/IMAPSYNC.md"));
  }

  /** One option of the tables in the documentation, under which heading, and the word on it. */
  private record Row(String option, String heading, String word) {}

  private static List<Row> documented() throws IOException {
    var rows = new ArrayList<Row>();
    String heading = "";
    String text = documentation();
    for (String line : text.substring(text.indexOf("## Every option")).lines().toList()) {
      if (line.startsWith("### ")) {
        heading = line.substring(4);
      }
      if (line.startsWith("| `")) {
        String[] cells = line.substring(2, line.length() - 1).split(" \\| ", 2);
        for (String option : cells[0].split(" ")) {
          rows.add(new Row(option.replace("`", ""), heading, cells[1].strip()));
        }
      }
    }
    return rows;
  }

  private Row row(String option) {
    Entry entry = only(option.substring(2));
    String word = entry.word().replaceAll("docs/([A-Z]+\\.md)", "[$1]($1)");
    String own = "Transhume's own: ";
    if (word.startsWith(own)) {
      return new Row(option, "Transhume's own", word.substring(own.length()));
    }
    return new Row(
        option,
        switch (entry.treatment()) {
          case DONE -> "Same";
          case NOTED -> "Better";
          case REFUSED -> "Refused";
        },
        word);
  }

  @Test
  void standsInTheDocumentationWordForWord() throws IOException {
    List<Row> documented = documented();

    assertThat(documented).allSatisfy(each -> assertThat(each).isEqualTo(row(each.option())));
    assertThat(documented).extracting(Row::option).doesNotHaveDuplicates();
    for (Treatment treatment : Treatment.values()) {
      assertThat(documented).extracting(Row::option).containsAll(table.names(treatment));
    }
  }

  @Test
  void saysWhyItRefusesAnOptionAndWhatToUseInstead() throws IOException {
    for (String option : imapsyncsOptions()) {
      Entry entry = only(option.split("\\|")[0]);
      if (entry.treatment() == Treatment.REFUSED && !isForDebugging(entry.name())) {
        assertThat(entry.word())
            .as(entry.shown())
            .containsPattern("; |use |--|transhume|it belongs to ");
      }
    }
  }
}
