package org.transhume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.transfer.MemoryWiring;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.store.LedgerDirectory;
import org.transhume.store.LedgerFile;

class LedgerCommandTest {
  @TempDir Path state;
  private final TestProgram program = new TestProgram(new MemoryWiring());

  private void pass(String destination) {
    try (LedgerFile file =
            LedgerDirectory.in(state).open(new AccountId("new.example", destination));
        var storage = file.transfer(new AccountId("old.example", "alice"))) {
      var ledger = new TransferLedger(storage, java.time.Clock.systemUTC());
      ledger.endPass(ledger.beginPass(), "PASS", 3, 5_000);
    }
  }

  private int run(String... more) {
    var arguments = new java.util.ArrayList<>(java.util.List.of("ledger", "--state=" + state));
    arguments.addAll(java.util.List.of(more));
    return program.run(arguments.toArray(String[]::new));
  }

  @Test
  void printsTheOnlyLedger() {
    pass("bob");

    assertThat(run()).isZero();
    assertThat(program.out())
        .contains("destination: bob at new.example", "transfer from alice at old.example")
        .contains("3 messages copied, 5000 octets, PASS");
  }

  @Test
  void listsSeveralAndPrintsTheOneThatIsNamed() {
    pass("bob");
    pass("b\u202Eob");

    assertThat(run()).isZero();
    assertThat(program.out().lines())
        .containsExactlyInAnyOrder(
            "bob at new.example from alice at old.example",
            "b\\u202Eob at new.example from alice at old.example");
    assertThat(run("bob")).isZero();
    assertThat(program.out()).contains("3 messages copied");
  }

  @Test
  void printsALedgerThatIsBeingWritten() {
    pass("bob");
    try (LedgerFile _ = LedgerDirectory.in(state).open(new AccountId("new.example", "bob"))) {
      assertThat(run()).isZero();
    }
    assertThat(program.out()).contains("destination: bob at new.example");
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(run()).isEqualTo(64);
    assertThat(program.err()).contains("There is no ledger in " + state);
    pass("bob");
    assertThat(run("ann")).isEqualTo(64);
    assertThat(program.err()).contains("no ledger of “ann”");
  }

  @Test
  void saysThatAFileIsNoLedger() throws IOException {
    pass("bob");
    Files.writeString(state.resolve("ledgers").resolve("x.ledger"), "x".repeat(5_000));

    assertThat(run()).isIn(31, 32);
    assertThat(program.err()).startsWith("transhume: The ");
  }
}
