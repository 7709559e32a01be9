package org.transhume.cli.imapsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;

@Tag("X6")
class ArgumentsTest {
  private static Arguments read(String... words) {
    return Arguments.read(OptionTable.load(), List.of(words), new Glyphs(UTF_8));
  }

  @Test
  void readsEveryWayOfWritingAnOption() {
    Arguments arguments =
        read(
            "--host1",
            "a",
            "-host2=b",
            "-USER1",
            "c",
            "--user2=d=e",
            "--dry",
            "-noautomap",
            "--no-log");

    assertThat(arguments.last("host1")).contains("a");
    assertThat(arguments.last("host2")).contains("b");
    assertThat(arguments.last("user1")).contains("c");
    assertThat(arguments.last("user2")).contains("d=e");
    assertThat(arguments.isSet("dry")).isTrue();
    assertThat(arguments.flag("automap")).contains(false);
    assertThat(arguments.flag("log")).contains(false);
    assertThat(arguments.flag("subscribe")).isEmpty();
  }

  @Test
  @Tag("C2")
  void takesAnyWordAsAValue() {
    Arguments arguments =
        read("--user1", "--dry", "--user2", "", "--folder", "- x", "--folder=@%;\"\\é");

    assertThat(arguments.last("user1")).contains("--dry");
    assertThat(arguments.isSet("dry")).isFalse();
    assertThat(arguments.last("user2")).contains("");
    assertThat(arguments.all("folder")).containsExactly("- x", "@%;\"\\é");
  }

  @Test
  void lastValueCountsWhereOneIsWanted() {
    assertThat(read("--host1", "a", "--host1", "b").last("host1")).contains("b");
    assertThat(read("--ssl1", "--nossl1").flag("ssl1")).contains(false);
    assertThat(read("--timeout1", "1.5").number("timeout1")).hasValue(1.5);
  }

  @Test
  void tellsWhatMakesNoDifference() {
    assertThat(read("--useuid", "--split1", "100").notes())
        .satisfiesExactly(
            note -> assertThat(note).startsWith("--useuid makes no difference: "),
            note -> assertThat(note).startsWith("--split1 makes no difference: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--delete1emptyfolders|--delete1emptyfolders is not supported: ",
        "--debugsleep 30|--debugsleep is not supported: ",
        "--debugsleep=30|--debugsleep is not supported: ",
        "--nosyncinternaldates|--nosyncinternaldates is not supported: ",
        "--sendpigeons|imapsync has no option --sendpigeons.",
        "--host|--host may mean --host1 or --host2",
        "--user1|--user1 needs a value",
        "--port1 imap|--port1 takes a number",
        "--dry=yes|--dry takes no value",
        "word|There is a word on the command line that no option takes",
        "--|There is a word"
      })
  void namesWhatItCannotTake(String words, String sentence) {
    assertThatThrownBy(() -> read(words.split(" ")))
        .isInstanceOf(StopException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  @Tag("I9")
  void doesNotRepeatAValueThatMayBeAPassword() {
    assertThatThrownBy(() -> read("--passwordd1=geheim"))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("--passwordd1")
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> read("geheim"))
        .isInstanceOf(StopException.class)
        .hasMessageNotContaining("geheim");
  }

  @Test
  void isEmptyWithoutAnyOption() {
    assertThat(read().isEmpty()).isTrue();
    assertThat(read("--nolog").isEmpty()).isFalse();
    assertThat(read("--nolog").last("host1")).isEqualTo(Optional.empty());
  }
}
