package org.transhume.bench.contestant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldTest {
  @TempDir private Path state;
  private final Field field = new Field(Path.of("/opt/transhume"), Map.of("IMAPSYNC", "/opt/sync"));

  @Test
  void findsToolsByNameInTheOrderAsked() {
    assertThat(field.named(List.of("mbsync", "transhume", "old=/opt/old/transhume")))
        .extracting(Contestant::name)
        .containsExactly("mbsync", "transhume", "old");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> field.named(List.of("thunderbird")))
        .withMessageContaining("thunderbird");
  }

  @Test
  void startsTranshumeWithoutASecretOnItsCommandLine() {
    Command command = one("transhume").copy(job(Optional.empty()));

    assertThat(command.words())
        .startsWith("/opt/transhume/transhume", "copy")
        .contains("--source=localhost:1143", "--source-tls=plain", "--destination-user=bob")
        .noneMatch(word -> word.contains("secret"));
    assertThat(command.environment())
        .containsEntry("TRANSHUME_STATE", state.toString())
        .containsValue("secret");
  }

  @Test
  void hasEveryToolTrustTheCertificate() throws Exception {
    Job job = job(Optional.of(Path.of("/tmp/ca.pem")));

    assertThat(one("transhume").copy(job).words())
        .contains("--source-tls=implicit", "--destination-ca-file=/tmp/ca.pem");
    assertThat(one("doveadm-backup").copy(job).words())
        .contains("imapc_ssl=imaps", "ssl_client_ca_file=/tmp/ca.pem");
    assertThat(one("imapsync").copy(job).words()).contains("--ssl1", "--ssl2");
    one("mbsync").copy(job);
    assertThat(Files.readString(state.resolve("mbsyncrc")))
        .contains("SSLType IMAPS\nCertificateFile /tmp/ca.pem\n");
  }

  @Test
  void callsDoveadmWithTheDestinationsConfiguration() {
    assertThat(one("doveadm-backup").copy(job(Optional.empty())).words())
        .startsWith("doveadm", "-c", "/etc/there.conf")
        .endsWith("backup", "-R", "-u", "bob", "imapc:");
  }

  @Test
  void takesAToolFromTheEnvironment() {
    assertThat(one("imapsync").copy(job(Optional.empty())).words()).startsWith("/opt/sync");
    assertThat(one("imapsync").unfit(new Demands(false, true, true)))
        .contains("/opt/sync is no program");
  }

  @Test
  void leavesTheYardstickOutWhereItMeansNothing() throws Exception {
    Path root = Files.createDirectories(state.resolve("root/bench/target"));
    Path program = Files.createFile(root.resolve("yardstick"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Contestant yardstick =
        new Field(state.resolve("root"), Map.of()).named(List.of("yardstick")).getFirst();

    assertThat(yardstick.unfit(new Demands(false, true, true))).isEmpty();
    assertThat(yardstick.unfit(new Demands(true, true, true))).isPresent();
    assertThat(yardstick.unfit(new Demands(false, false, true))).isPresent();
    assertThat(yardstick.unfit(new Demands(false, true, false))).isPresent();
  }

  private Contestant one(String name) {
    return field.named(List.of(name)).getFirst();
  }

  private Job job(Optional<Path> certificate) {
    return new Job(
        new Account("localhost", 1143, "alice", "secret", certificate),
        new Account("localhost", 2143, "bob", "secret", certificate),
        state,
        List.of("doveadm", "-c", "/etc/there.conf"));
  }
}
