package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.Moment;

/**
 * Servers that refuse, over a real connection: what a person reads, and that the next run does the
 * rest.
 */
@Tag("A8")
class AwkwardServerTest extends BetweenMemoryServers {
  @BeforeEach
  void deliverTwo() {
    deliver("INBOX", 1, 500);
    deliver("INBOX", 2, 500);
  }

  private void deliver(String mailbox, int number, int bytes) {
    deliver(alice, mailbox, number, bytes);
  }

  private int copy(String... more) {
    return run("copy", more);
  }

  private void theNextRunDoesTheRest(int messages) {
    assertThat(copy()).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled: each of the " + messages + " messages");
    long there =
        bob.mailboxNames().stream()
            .mapToLong(wireName -> bob.createRaw(wireName).messages().size())
            .sum();
    assertThat(there).isEqualTo(messages);
  }

  @Test
  void readOnlyDestination() {
    deliver("Work", 3, 500);
    bob.mailbox("INBOX").readOnly(true);

    assertThat(copy()).as(program.out()).isEqualTo(2);
    assertThat(program.out())
        .contains(
            "INBOX: The destination 127.0.0.1:",
            "does not let “bob” write here: the folder is read-only")
        .containsPattern("Work +1 +1 ")
        .contains("NOT WHOLE: 1 folder not worked through");

    bob.mailbox("INBOX").readOnly(false);
    theNextRunDoesTheRest(3);
  }

  @Test
  void messageOverTheServersLimit() {
    deliver("INBOX", 3, 50_000);
    newServer.reconfigure(options -> options.toBuilder().appendLimitBytes(10_000).build());

    assertThat(copy()).as(program.out()).isEqualTo(2);
    assertThat(program.out())
        .contains("INBOX: 1 message not, or not provably, at the destination")
        .contains("UID 3  Sun, 2 Feb 2020 02:02:02 +0100, ann@example.com, “Number 3”")
        .contains("    larger than the destination takes")
        .contains("NOT WHOLE: 1 message not, or not provably");

    newServer.reconfigure(options -> options.toBuilder().appendLimitBytes(100_000).build());
    theNextRunDoesTheRest(3);
  }

  @Test
  void folderNameTheDestinationCannotHold() {
    deliver("Caf\u00E9 \u202Eevil", 3, 500);
    newServer.reconfigure(
        options ->
            options.toBuilder()
                .nameRefusal(
                    name ->
                        name.equals("INBOX") ? Optional.empty() : Optional.of("NO [CANNOT] never"))
                .build());

    assertThat(copy()).as(program.out()).isEqualTo(2);
    assertThat(program.out())
        .contains(
            "Caf\u00E9 \\u202Eevil: The destination 127.0.0.1:",
            "cannot hold a folder of that name")
        .contains("--exclude", "The server said: ")
        .doesNotContain("\u202E");

    newServer.reconfigure(
        options -> options.toBuilder().nameRefusal(_ -> Optional.empty()).build());
    theNextRunDoesTheRest(3);
  }

  @Test
  void fullMailbox() {
    bob.quotaMessages(1);

    assertThat(copy()).as(program.out() + program.err()).isEqualTo(24);
    assertThat(program.out()).contains("is full. Give it more room").doesNotContain("0 lost");

    bob.unlimited();
    theNextRunDoesTheRest(2);
  }

  @Test
  void folderThatWasMadeAnewSinceNeedsAWord() {
    for (int number = 3; number < 20; number++) {
      deliver("INBOX", number, 300);
    }
    assertThat(copy()).isZero();
    bob.mailbox("INBOX").expunge(LongStream.range(1, 30).boxed().toList());
    bob.mailbox("INBOX").changeUidValidity(4711);

    assertThat(copy()).as(program.out()).isEqualTo(25);
    assertThat(program.out())
        .contains("INBOX: The destination folder was restored or made anew")
        .contains("add --copy-missing-again");

    assertThat(copy("--copy-missing-again")).as(program.out() + program.err()).isZero();
    theNextRunDoesTheRest(19);
  }

  /** Something of the source's owner happens when the first bodies of that folder are asked for. */
  private void whenBodiesAreAskedFor(Runnable doing) {
    var isDone = new AtomicBoolean();
    oldServer.faults(
        (moment, call) -> {
          boolean bodies = call.name().equals("UID FETCH") && call.arguments().contains("BODY");
          if (moment == Moment.RECEIVED && bodies && isDone.compareAndSet(false, true)) {
            doing.run();
          }
          return new Fault.None();
        });
  }

  @Test
  void sourceFolderThatVanishesWhileItIsRead() {
    for (int number = 3; number < 20; number++) {
      deliver("Work", number, 300);
    }
    alice.mailbox("INBOX").expunge(List.of(1L, 2L));
    whenBodiesAreAskedFor(() -> alice.delete("Work"));

    int code = copy();

    assertThat(code).as(program.out() + program.err()).isEqualTo(2);
    assertThat(program.out() + program.err()).doesNotContain("report it");
    oldServer.faults(FaultPlan.none());
    assertThat(copy()).as(program.out() + program.err()).isZero();
  }

  @Test
  void sourceFolderThatIsEmptiedWhileItIsRead() {
    for (int number = 3; number < 20; number++) {
      deliver("INBOX", number, 300);
    }
    whenBodiesAreAskedFor(
        () -> alice.mailbox("INBOX").expunge(LongStream.range(1, 30).boxed().toList()));

    assertThat(copy()).as(program.out() + program.err()).isZero();

    assertThat(copy()).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled");
  }

  @Test
  void noImapServerAtAll() throws IOException {
    try (var web = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!web.isClosed()) {
                  try (var client = web.accept()) {
                    client
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                  } catch (IOException _) {
                    return;
                  }
                }
              });

      assertThat(copy("--source=127.0.0.1:" + web.getLocalPort())).isEqualTo(10);
      assertThat(program.err()).contains("does not speak IMAP as it should", "993 or 143");
    }
  }

  @Test
  void starttlsThatIsNotOffered() {
    assertThat(copy("--source-tls=starttls")).isEqualTo(11);
    assertThat(program.err())
        .contains("offers no STARTTLS", "the password was not sent", "--source-tls plain");
    assertThat(oldServer.count("LOGIN") + oldServer.count("AUTHENTICATE")).isZero();
  }
}
