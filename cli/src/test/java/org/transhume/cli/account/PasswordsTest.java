package org.transhume.cli.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.mail.Secret;

@Tag("C2")
class PasswordsTest {
  private static final String AWKWARD = "  \"p\\w;,%s $HOME 'é草\t";

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Passwords passwords() {
    return new Passwords(
        name -> Optional.ofNullable(Map.of("PW", AWKWARD).get(name)),
        question ->
            question.equals("Password of a: ") ? Optional.of(Secret.of("typed")) : Optional.empty(),
        new Glyphs(UTF_8),
        warnings::add);
  }

  private Path file(byte[] content, String permissions) throws IOException {
    Path file = folder.resolve("password");
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private Secret fetch(byte[] content) throws IOException {
    return passwords().fetch(new PasswordSource.File(file(content, "rw-------")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\nsecond line", "\r\n\r\n"})
  void takesTheFirstLineOfAFileAsItStands(String end) throws IOException {
    assertThat(fetch((AWKWARD + end).getBytes(UTF_8))).isEqualTo(Secret.of(AWKWARD));
    assertThat(warnings).isEmpty();
  }

  @Test
  void leavesAByteOrderMarkAside() throws IOException {
    assertThat(fetch("\uFEFFsecret\r\n".getBytes(UTF_8))).isEqualTo(Secret.of("secret"));
  }

  @Test
  void refusesAnEmptyLineAndTextThatIsNotUtf8() throws IOException {
    assertThatThrownBy(() -> fetch("\nsecret".getBytes(UTF_8)))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> fetch("gehe\u00efm".getBytes(ISO_8859_1)))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("UTF-8")
        .hasMessageNotContaining("gehe");
    assertThatThrownBy(() -> fetch(new byte[200_000])).isInstanceOf(StopException.class);
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertThatThrownBy(() -> passwords().fetch(new PasswordSource.File(folder.resolve("no\u001B"))))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("no\\u001B");
    assertThatThrownBy(() -> passwords().fetch(new PasswordSource.File(folder)))
        .isInstanceOf(StopException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
  void warnsWhenOthersCanReadTheFile(String permissions) throws IOException {
    assertThat(passwords().fetch(new PasswordSource.File(file("x\n".getBytes(UTF_8), permissions))))
        .isEqualTo(Secret.of("x"));

    assertThat(warnings).singleElement().asString().contains("chmod 600");
  }

  @Test
  void takesAVariableAndSaysIfItIsNotSet() {
    assertThat(passwords().fetch(new PasswordSource.Variable("PW"))).isEqualTo(Secret.of(AWKWARD));
    assertThatThrownBy(() -> passwords().fetch(new PasswordSource.Variable("NOT")))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("NOT");
  }

  @Test
  void asksAndSaysWhatElseThereIsWhereNobodyCanBeAsked() {
    assertThat(passwords().fetch(new PasswordSource.Prompt("Password of a", "--x")))
        .isEqualTo(Secret.of("typed"));
    assertThatThrownBy(() -> passwords().fetch(new PasswordSource.Prompt("Password of b", "--x")))
        .isInstanceOf(StopException.class)
        .hasMessage("There is no terminal to ask for it: Password of b. Give it with --x.");
  }

  @Test
  void saysThatADescriptorIsNotOpen() {
    assertThatThrownBy(() -> passwords().fetch(new PasswordSource.Descriptor(987)))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("987");
  }
}
