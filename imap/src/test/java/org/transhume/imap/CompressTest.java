package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/** COMPRESS=DEFLATE (RFC 4978) against servers that use it against us; real ones in DovecotTest. */
@Timeout(60)
@Tag("X4")
class CompressTest {
  private static final String GREETING =
      "* PREAUTH [CAPABILITY IMAP4rev1 LITERAL+ COMPRESS=DEFLATE] in\r\n";

  private static byte[] deflated(String text) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(octets, new Deflater(9, true), 512, true)) {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
      return octets.toByteArray();
    }
  }

  /** A server that says OK and these octets in one piece. */
  private static TalkingServer saying(byte[] compressed) throws IOException {
    return saying(compressed, new byte[0]);
  }

  /** The same, and more when the next command comes. */
  private static TalkingServer saying(byte[] compressed, byte[] then) throws IOException {
    return new TalkingServer(
        peer -> {
          peer.say(GREETING);
          peer.hear();
          peer.say("t1 OK active\r\n" + new String(compressed, ISO_8859_1));
          peer.hearSomething();
          peer.say(new String(then, ISO_8859_1));
          peer.waitForTheEnd();
        });
  }

  /** Two parts of one compressed stream. */
  private static List<byte[]> deflated(String first, String second) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(octets, new Deflater(9, true), 512, true)) {
      out.write(first.getBytes(ISO_8859_1));
      out.flush();
      byte[] one = octets.toByteArray();
      octets.reset();
      out.write(second.getBytes(ISO_8859_1));
      out.flush();
      return List.of(one, octets.toByteArray());
    }
  }

  private static ImapException failureOf(Handle<?> handle) {
    try {
      throw new AssertionError("ended with " + handle.await());
    } catch (ImapException e) {
      return e;
    }
  }

  @Test
  void inflatesWhatCameInOnePieceWithTheAnswer() throws IOException {
    List<byte[]> parts =
        deflated("* 7 EXISTS\r\n", "* CAPABILITY IMAP4rev1 X-NEW\r\nt2 OK done\r\n");
    try (var server = saying(parts.getFirst(), parts.getLast());
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      assertThat(connection.compress()).isTrue();

      assertThat(connection.capability().await().has("X-NEW")).isTrue();
      assertThat(connection.exists()).isEqualTo(7);
    }
  }

  @Test
  void goesOnWhereTheServerWillNot() throws IOException {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.say(GREETING);
                  assertThat(peer.hear()).isEqualTo("t1 COMPRESS DEFLATE");
                  peer.say("t1 NO [COMPRESSIONACTIVE] by TLS\r\n");
                  assertThat(peer.hear()).isEqualTo("t2 NOOP");
                  peer.say("t2 OK done\r\n");
                  peer.waitForTheEnd();
                });
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      assertThat(connection.compress()).isFalse();

      assertThat(connection.noop().await().isOk()).isTrue();
    }
  }

  @Test
  void failsOnOctetsThatAreNoDeflate() throws IOException {
    try (var server = saying("* OK in plain text\r\n".getBytes(ISO_8859_1));
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      connection.compress();

      assertThat(failureOf(connection.noop()).reason())
          .isIn(Reason.PROTOCOL, Reason.CONNECTION_LOST);
    }
  }

  @Test
  void takesTheEndOfTheCompressedStreamForTheEndOfTheConnection() throws IOException {
    var ended = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(ended, new Deflater(9, true))) {
      out.write("* OK bye\r\n".getBytes(ISO_8859_1));
    }
    try (var server = saying(ended.toByteArray());
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      connection.compress();

      assertThat(failureOf(connection.noop()).reason()).isEqualTo(Reason.CONNECTION_LOST);
    }
  }

  @Test
  void hangsUpOnALineThatIsABomb() throws IOException {
    byte[] bomb = deflated("* SEARCH " + "1 ".repeat(20_000_000));
    assertThat(bomb).hasSizeLessThan(100_000);
    try (var server = saying(bomb);
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      connection.compress();

      assertThat(failureOf(connection.noop()).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
  }

  @Test
  void hangsUpOnLinesThatAreABombTogether() throws IOException {
    byte[] bomb = deflated(("* OK " + "x".repeat(2000) + "\r\n").repeat(20_000));
    assertThat(bomb).hasSizeLessThan(200_000);
    try (var server = saying(bomb);
        var connection =
            ImapConnection.open(
                server
                    .settings(TlsMode.PLAIN)
                    .withLimits(new Limits(1 << 20, 50, 1 << 20, 1_000_000, 16 << 20, 0)))) {
      connection.compress();

      assertThat(failureOf(connection.noop()).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
  }

  @Test
  void hangsUpOnALiteralNobodyAskedForThatIsABomb() throws IOException {
    byte[] bomb =
        deflated("* 1 FETCH (UID 1 BODY[] {40000000}\r\n" + "\0".repeat(40_000_000) + ")\r\n");
    assertThat(bomb).hasSizeLessThan(100_000);
    try (var server = saying(bomb);
        var connection =
            ImapConnection.open(
                server
                    .settings(TlsMode.PLAIN)
                    .withLimits(new Limits(1 << 20, 50, 1L << 40, 1_000_000, 16 << 20, 0)))) {
      connection.compress();

      assertThat(failureOf(connection.noop()).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
  }

  @Test
  void takesABodyThatWasAskedForHoweverWellItIsCompressed() throws IOException {
    List<byte[]> parts =
        deflated(
            "* 1 EXISTS\r\n",
            "* 1 FETCH (UID 1 BODY[] {40000000}\r\n"
                + "\0".repeat(40_000_000)
                + ")\r\nt2 OK done\r\n");
    try (var server = saying(parts.getFirst(), parts.getLast());
        var connection =
            ImapConnection.open(
                server
                    .settings(TlsMode.PLAIN)
                    .withLimits(new Limits(1 << 20, 50, 1L << 40, 1_000_000, 16 << 20, 0)))) {
      connection.compress();

      var fetched =
          connection.uidFetch(
              UidSet.of(1), FetchItems.of().withBody(BodySection.whole()), items -> {});

      assertThat(fetched.await().notDelivered().isEmpty()).isTrue();
    }
  }

  @Test
  void losesPatienceWithAServerThatReadsNothing() throws IOException {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.say(GREETING);
                  peer.hear();
                  peer.say("t1 OK active\r\n");
                  peer.neverRead();
                });
        var connection =
            ImapConnection.open(
                server
                    .settings(TlsMode.PLAIN)
                    .withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(300)))) {
      connection.compress();
      var random = new Random(3);
      BodySink sink =
          connection
              .append(EncodedMailboxName.inbox())
              .begin(Flags.none(), Optional.empty(), 100_000_000);

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(
              () -> {
                var noise = new byte[100_000];
                for (int i = 0; i < 1000; i++) {
                  random.nextBytes(noise);
                  sink.write(ByteBuffer.wrap(noise));
                }
              })
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    }
  }
}
