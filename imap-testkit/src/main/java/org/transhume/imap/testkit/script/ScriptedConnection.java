package org.transhume.imap.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.testkit.wire.OctetReader;

/** Follows the steps of one connection; ends with nothing, or with words about the deviation. */
final class ScriptedConnection {
  private static final int SHOWN_OCTETS = 400;
  private static final int REST_OF_LINE_MILLIS = 200;
  private static final int LINGER_MILLIS = 2000;

  private final Transcript transcript;
  private final int number;
  private final ScriptedImapServer.Builder settings;
  private final Map<String, byte[]> tags = new HashMap<>();
  private final ByteArrayOutputStream toSend = new ByteArrayOutputStream();
  private Socket socket;
  private OctetReader in;

  /** The client did something else than what stands in the transcript. */
  private static final class Deviation extends IOException {
    private static final long serialVersionUID = 1L;

    Deviation(String message) {
      super(message);
    }
  }

  /** Takes the connection with this number, counted from 0. */
  ScriptedConnection(
      Transcript transcript, int number, Socket socket, ScriptedImapServer.Builder settings)
      throws IOException {
    this.transcript = transcript;
    this.number = number;
    this.settings = settings;
    this.socket = socket;
    in = new OctetReader(socket.getInputStream());
  }

  /** What went wrong, if anything. */
  Optional<String> follow() {
    Step current = null;
    try {
      if (settings.isImplicitTls()) {
        secure();
      }
      for (Iterator<Step> steps = transcript.steps(number).iterator(); steps.hasNext(); ) {
        current = steps.next();
        perform(current);
      }
      finish();
      return Optional.empty();
    } catch (Deviation deviation) {
      abort();
      return Optional.of(place(current) + deviation.getMessage());
    } catch (SocketTimeoutException silence) {
      abort();
      return Optional.of(place(current) + "the client said nothing more");
    } catch (IOException broken) {
      abort();
      return Optional.of(place(current) + "the connection broke: " + broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      abort();
      return Optional.of(place(current) + "interrupted");
    }
  }

  private void perform(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Send(_, Step.Template octets) -> toSend.writeBytes(fill(octets));
      case Step.Expect expect -> {
        send();
        expect(expect);
      }
      case Step.ExpectClose _ -> {
        send();
        expectClose();
      }
      case Step.Pause pause -> {
        send();
        settings.pauses().pause(pause.time());
      }
      case Step.StartTls _ -> {
        send();
        secure();
      }
      case Step.Drop(_, boolean isReset) -> {
        send();
        if (isReset) {
          abort();
        } else {
          socket.close();
        }
      }
    }
  }

  private void send() throws IOException {
    if (toSend.size() > 0) {
      Delivery.write(settings.delivery(), toSend.toByteArray(), socket.getOutputStream());
      toSend.reset();
    }
  }

  private void expect(Step.Expect step) throws IOException {
    if (step.tag().isPresent()) {
      tags.put(step.tag().get(), readTag());
    }
    byte[] expected = fill(step.rest());
    var got = new ByteArrayOutputStream();
    for (byte octet : expected) {
      int next = in.read();
      if (next >= 0) {
        got.write(next);
      }
      if (next != (octet & 0xFF)) {
        readRestOfLine(got, next);
        throw new Deviation(
            "expected " + shown(expected) + "\n     got " + shown(got.toByteArray()));
      }
    }
  }

  /** A tag ends at the space before the command. */
  private byte[] readTag() throws IOException {
    var tag = new ByteArrayOutputStream();
    while (in.peek() > ' ') {
      tag.write(in.read());
    }
    if (tag.size() == 0) {
      throw new Deviation("expected a tag, got " + (in.peek() < 0 ? "the end" : "none"));
    }
    return tag.toByteArray();
  }

  private void expectClose() throws IOException {
    int next = in.read();
    if (next >= 0) {
      var got = new ByteArrayOutputStream();
      got.write(next);
      readRestOfLine(got, next);
      throw new Deviation("expected nothing more\n     got " + shown(got.toByteArray()));
    }
  }

  /** Only to show what came: as much as is there. */
  private void readRestOfLine(ByteArrayOutputStream got, int last) {
    int next = last;
    try {
      socket.setSoTimeout(REST_OF_LINE_MILLIS);
      while (next >= 0 && next != '\n' && got.size() < SHOWN_OCTETS) {
        next = in.read();
        if (next >= 0) {
          got.write(next);
        }
      }
    } catch (IOException noMore) {
      // What has come so far is shown.
    }
  }

  /** The transcript ends: so does the server's side, and the client must not say more. */
  private void finish() throws IOException {
    if (socket.isClosed()) {
      return;
    }
    send();
    socket.shutdownOutput();
    socket.setSoTimeout(LINGER_MILLIS);
    try {
      expectClose();
    } catch (SocketTimeoutException staysOpen) {
      // A client may keep an ended connection as long as it says nothing.
    }
    socket.close();
  }

  private void secure() throws IOException {
    var tls =
        settings
            .tls()
            .orElseThrow(() -> new Deviation("TLS wanted, but the test gave no certificate"));
    var secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    socket = secured;
    in = new OctetReader(socket.getInputStream());
  }

  private byte[] fill(Step.Template template) {
    var octets = new ByteArrayOutputStream();
    for (Step.Piece piece : template.pieces()) {
      octets.writeBytes(
          switch (piece) {
            case Step.Piece.Octets(byte[] fixed) -> fixed;
            case Step.Piece.Tag(String name) -> tags.getOrDefault(name, new byte[0]);
          });
    }
    return octets.toByteArray();
  }

  private void abort() {
    try {
      if (!(socket instanceof SSLSocket)) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException gone) {
      // It is closed, which is all that was wanted.
    }
  }

  private String place(@Nullable Step step) {
    String connection = "connection " + (number + 1);
    return step == null
        ? transcript.name() + " " + connection + ": "
        : transcript.name()
            + " line "
            + step.lineNumber()
            + " ("
            + connection
            + "): "
            + transcript.line(step.lineNumber())
            + "\n";
  }

  private static String shown(byte[] octets) {
    var text = new StringBuilder();
    String all = new String(octets, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < Math.min(all.length(), SHOWN_OCTETS); i++) {
      char c = all.charAt(i);
      switch (c) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        default -> {
          if (c >= 0x20 && c < 0x7F) {
            text.append(c);
          } else {
            text.append(String.format(Locale.ROOT, "\\x%02X", (int) c));
          }
        }
      }
    }
    return (octets.length == 0 ? "nothing" : text.toString())
        + (octets.length > SHOWN_OCTETS ? "…" : "");
  }
}
