package org.transhume.cli.imapsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.cli.text.Glyphs;

@Tag("X6")
class PresetsTest {
  private static Arguments read(String... words) {
    Arguments arguments = Arguments.read(OptionTable.load(), List.of(words), new Glyphs(UTF_8));
    Presets.apply(arguments);
    return arguments;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "--gmail1, host1, imap.gmail.com",
        "--gmail1, maxbytespersecond, 40000",
        "--gmail1, maxbytesafter, 3000000000",
        "--gmail1, folderlast, [Gmail]/All Mail",
        "--gmail2, host2, imap.gmail.com",
        "--gmail2, maxbytespersecond, 20000",
        "--gmail2, exclude, \\[Gmail\\]$",
        "--office1, host1, outlook.office365.com",
        "--office1, exclude, ^Files$",
        "--office2, host2, outlook.office365.com",
        "--office2, maxsize, 45000000",
        "--office2, maxmessagespersecond, 4",
        "--office2, f1f2, Files=Files_renamed_by_imapsync",
        "--office2, repair, long-lines",
        "--exchange2, maxsize, 10000000",
        "--exchange2, repair, long-lines",
        "--exchange2, regexflag, s/\\\\Flagged//g",
        "--domino1, prefix1, ~~",
        "--domino2, prefix2, ~~"
      })
  void standForTheOptionsTheyStandForInImapsync(String preset, String option, String value) {
    Arguments arguments = read(preset);

    assertThat(arguments.last(option)).contains(value);
    assertThat(arguments.notes()).singleElement().asString().contains("stands for");
  }

  @Test
  void encryptAndMapAndTakeCrossDuplicatesOnce() {
    Arguments arguments = read("--gmail1");

    assertThat(arguments.isSet("ssl1")).isTrue();
    assertThat(arguments.isSet("automap")).isTrue();
    assertThat(arguments.isSet("skipcrossduplicates")).isTrue();
    assertThat(arguments.isSet("ssl2")).isFalse();
  }

  @Test
  void giveWayToWhatIsGivenBesideThem() {
    Arguments arguments =
        read(
            "--gmail1",
            "--host1=h",
            "--notls1",
            "--nossl1",
            "--noautomap",
            "--noskipcrossduplicates",
            "--maxbytespersecond=7",
            "--office2",
            "--maxsize=8",
            "--nof1f2",
            "--exchange2",
            "--noregexflag",
            "--noregexmess",
            "--office1",
            "--noexclude");

    assertThat(arguments.last("host1")).contains("h");
    assertThat(arguments.isSet("ssl1")).isFalse();
    assertThat(arguments.isSet("automap")).isFalse();
    assertThat(arguments.isSet("skipcrossduplicates")).isFalse();
    assertThat(arguments.last("maxbytespersecond")).contains("7");
    assertThat(arguments.last("maxsize")).contains("8");
    assertThat(arguments.all("f1f2")).isEmpty();
    assertThat(arguments.all("regexflag")).isEmpty();
    assertThat(arguments.all("exclude")).isEmpty();
    assertThat(arguments.all("repair")).isEmpty();
  }

  @Test
  void standForOthersBetweenTwoGmails() {
    Arguments arguments = read("--gmail1", "--gmail2");

    assertThat(arguments.last("host1")).contains("imap.gmail.com");
    assertThat(arguments.last("host2")).contains("imap.gmail.com");
    assertThat(arguments.last("maxbytespersecond")).contains("20000");
    assertThat(arguments.isSet("skipcrossduplicates")).isFalse();
    assertThat(arguments.all("regextrans2")).isEmpty();
  }

  @Test
  void replaceNamesThatTheirServersCannotHold() {
    List<String> names =
        read("--gmail2").all("regextrans2").stream()
            .map(text -> PerlSubstitution.read("--regextrans2", text).apply(" A'\\^\"/ B "))
            .toList();

    assertThat(names).containsExactly(" A'\\^\"/ B ", "A'\\^\"/ B", " A'\\^\"/B ", " A____/ B ");
    assertThat(
            PerlSubstitution.read("--regextrans2", read("--domino2").last("regextrans2").get())
                .apply("INBOX\\Work"))
        .isEqualTo("Work");
    assertThat(
            PerlSubstitution.read("--regextrans2", read("--gmail1").last("regextrans2").get())
                .apply("[Gmail]/Sent Mail"))
        .isEqualTo("Sent Mail");
  }

  @ParameterizedTest
  @CsvSource({"0.5, 2, false", "2, 2, false", "2.01, 2, true", "-1, 2, false"})
  void tellWhenAMachineIsBusy(double load, int processors, boolean heavy) {
    assertThat(SystemLoad.isHeavy(load, processors)).isEqualTo(heavy);
  }
}
