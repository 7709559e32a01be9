package org.transhume.cli.outcome;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.cli.outcome.Explanations.LeftOut;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.NameChange;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.selection.LeftOutRule;
import org.transhume.engine.verify.Verdicts;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

@Tag("A8")
class ExplanationsTest {
  private static final Texts TEXTS = Texts.in(Locale.ENGLISH);
  private static final Peer SOURCE = new Peer("imap.old.example:993", "alice");
  private static final Peer DESTINATION = new Peer("imap.new.example:143", "bob@new.example");

  private static Explanations in(Dialect dialect) {
    return new Explanations(TEXTS, new Glyphs(UTF_8), dialect, SOURCE, DESTINATION);
  }

  private static EndpointException failure(Problem problem, Side side, String words) {
    return new EndpointException(
        problem, side, new Fault(Scope.ACCOUNT, Retry.NEVER), "opening the folder \"A\"", words);
  }

  static Stream<Arguments> everyProblemOnBothSidesInBothDialects() {
    return Arrays.stream(Problem.values())
        .flatMap(
            problem ->
                Arrays.stream(Side.values())
                    .flatMap(
                        side ->
                            Arrays.stream(Dialect.values())
                                .map(dialect -> Arguments.of(problem, side, dialect))));
  }

  @ParameterizedTest
  @MethodSource("everyProblemOnBothSidesInBothDialects")
  void saysWhatIsTheCaseAndWhatToDo(Problem problem, Side side, Dialect dialect) {
    String sentence = in(dialect).sentence(failure(problem, side, ""));

    assertThat(sentence).doesNotContain("{", "}").matches("[A-Z].*\\.").doesNotContain("\n");
    assertThat(sentence.split("[.;:] ")).as("the case, then the remedy").hasSizeGreaterThan(1);
    assertThat(in(dialect).brief(failure(problem, side, ""))).doesNotContain("{").isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void namesOnlyOptionsOfTheDialect(Problem problem) {
    String transhume = in(Dialect.TRANSHUME).sentence(failure(problem, Side.DESTINATION, ""));
    String imapsync = in(Dialect.IMAPSYNC).sentence(failure(problem, Side.DESTINATION, ""));

    assertThat(transhume).doesNotContain("--host", "--passfile", "--source");
    assertThat(imapsync).doesNotContain("--destination", "--source");
  }

  @Test
  void namesServerAccountAndOptions() {
    assertThat(in(Dialect.TRANSHUME).sentence(failure(Problem.LOGIN_REFUSED, Side.SOURCE, "")))
        .contains("imap.old.example:993", "“alice”", "--source-password-file");
    assertThat(in(Dialect.IMAPSYNC).sentence(failure(Problem.LOGIN_REFUSED, Side.DESTINATION, "")))
        .contains("imap.new.example:143", "“bob@new.example”", "--passfile2");
    assertThat(
            in(Dialect.TRANSHUME).sentence(failure(Problem.LOOKS_RECREATED, Side.DESTINATION, "")))
        .contains("--copy-missing-again");
  }

  @Test
  void putsTheServersWordsBesideItAndMakesThemInert() {
    String text =
        in(Dialect.TRANSHUME)
            .withWords(failure(Problem.LOGIN_REFUSED, Side.SOURCE, "no\u001B[2Jway\r\nOK"), "  ");

    assertThat(text)
        .endsWith(System.lineSeparator() + "  The server said: “no\\u001B[2Jway\\u000D\\u000AOK”");
  }

  @Test
  void saysWhatIsWrongWithACertificateAndItsFingerprint() {
    String fingerprint = "ab".repeat(32);

    String text =
        in(Dialect.TRANSHUME)
            .withWords(
                failure(
                    Problem.CERTIFICATE_INVALID, Side.SOURCE, "EXPIRED, SHA-256 " + fingerprint),
                "");

    assertThat(text)
        .contains("--source-fingerprint")
        .contains("Its time is over. Its SHA-256 fingerprint: " + fingerprint);
  }

  @Test
  void makesTheNameOfAnAccountInert() {
    var hostile =
        new Explanations(
            TEXTS,
            new Glyphs(US_ASCII),
            Dialect.TRANSHUME,
            new Peer("h\u001B]0;x\u0007", "a\u202Eb"),
            DESTINATION);

    assertThat(hostile.sentence(failure(Problem.LOGIN_REFUSED, Side.SOURCE, "")))
        .contains("h\\u001B]0;x\\u0007", "a\\u202Eb");
  }

  @Test
  void hasAReasonForEveryVerdictOnAMessage() throws IllegalAccessException {
    for (Field field : Verdicts.class.getFields()) {
      if (field.getType() == String.class) {
        String code = (String) field.get(null);

        assertThat(in(Dialect.TRANSHUME).reason(exception(code))).isNotEqualTo(code);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LeftOutRule.class)
  void hasAReasonForEveryRuleThatLeavesAFolderOut(LeftOutRule rule) {
    assertThat(in(Dialect.TRANSHUME).rule(new LeftOut(rule.name(), "x")))
        .isNotEqualTo(rule.name())
        .doesNotContain("{");
  }

  @ParameterizedTest
  @EnumSource(NameChange.class)
  void hasAReasonForEveryChangeOfAName(NameChange change) {
    assertThat(in(Dialect.TRANSHUME).change(change)).isNotBlank();
  }

  @Test
  void givesACodeItDoesNotKnowAsItIs() {
    assertThat(in(Dialect.TRANSHUME).reason(exception("NEW_ONE"))).isEqualTo("NEW_ONE");
  }

  private static MessageException exception(String code) {
    return new MessageException(1, code, "", Optional.empty(), true);
  }
}
