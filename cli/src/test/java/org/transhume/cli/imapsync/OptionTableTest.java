package org.transhume.cli.imapsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        "wait",
        "now"
      })
  void doesWhatIsPromised(String name) {
    assertThat(only(name).treatment()).isEqualTo(Treatment.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete2folders",
        "regexmess",
        "gmail1",
        "oauthaccesstoken2",
        "nosyncinternaldates",
        "noresyncflags",
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

  @Test
  void standsInTheDocumentation() throws IOException {
    String text = Files.readString(Path.of("../docs/IMAPSYNC.md"));

    for (Treatment treatment : Treatment.values()) {
      for (String name : table.names(treatment)) {
        assertThat(text).contains("`" + name + "`");
      }
    }
  }
}
