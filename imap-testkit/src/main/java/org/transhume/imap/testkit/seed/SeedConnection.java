package org.transhume.imap.testkit.seed;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.OctetReader;
import org.transhume.imap.testkit.wire.Value;
import org.transhume.imap.testkit.wire.ValueReader;
import org.transhume.imap.testkit.wire.ValueReader.LiteralHandler;

/** Sends one command at a time and reads until its tagged response. Not thread-safe. */
final class SeedConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;
  private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;
  private static final LiteralHandler HOLD = (before, header, in) -> ValueReader.hold(header, in);

  private Socket socket;
  private OctetReader in;
  private OutputStream out;
  private int lastTag;

  SeedConnection(String host, int port) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new OctetReader(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  /** Speaks TLS from here on. */
  void secure(SSLContext tls, String host) throws IOException {
    socket = tls.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    in = new OctetReader(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  String greeting() throws IOException {
    return new String(in.readLine(MAX_LINE_BYTES), StandardCharsets.ISO_8859_1);
  }

  String nextTag() {
    return "s" + ++lastTag;
  }

  void send(String text) throws IOException {
    out.write(ImapText.octets(text));
  }

  void send(MailContent content) throws IOException {
    content.writeTo(out);
  }

  Answer answer(String tag) throws IOException {
    return answer(tag, HOLD, response -> false, new ArrayList<>());
  }

  /** Waits for a continuation request; any tagged response instead of it is the answer. */
  Optional<Answer> continuation(String tag) throws IOException {
    out.flush();
    var untagged = new ArrayList<Untagged>();
    while (in.peek() == '*') {
      untagged.add(untagged(HOLD));
    }
    if (in.peek() == '+') {
      in.readLine(MAX_LINE_BYTES);
      return Optional.empty();
    }
    return Optional.of(answer(tag, HOLD, response -> false, untagged));
  }

  /** Reads up to the tagged response; what {@code taker} takes is not kept. */
  Answer answer(String tag, LiteralHandler literals, Predicate<Untagged> taker) throws IOException {
    return answer(tag, literals, taker, new ArrayList<>());
  }

  private Answer answer(
      String tag, LiteralHandler literals, Predicate<Untagged> taker, List<Untagged> collected)
      throws IOException {
    out.flush();
    while (true) {
      if (in.peek() < 0) {
        throw new EOFException("server closed the connection; it had said " + collected);
      }
      if (in.peek() == '*') {
        Untagged response = untagged(literals);
        if (!taker.test(response)) {
          collected.add(response);
        }
        continue;
      }
      String line = new String(in.readLine(MAX_LINE_BYTES), StandardCharsets.ISO_8859_1);
      String[] parts = line.split(" ", 3);
      if (!parts[0].equals(tag) || parts.length < 2) {
        throw new SeedException("expected the response to " + tag + ", got: " + line);
      }
      return new Answer(parts[1], parts.length > 2 ? parts[2] : "", collected);
    }
  }

  private Untagged untagged(LiteralHandler literals) throws IOException {
    var reader = new ValueReader(in, literals);
    reader.word();
    reader.skipSpaces();
    String first = reader.word();
    String word = first.toUpperCase(Locale.ROOT);
    return switch (word) {
      case "OK", "NO", "BAD", "BYE", "PREAUTH" -> {
        String text = new String(in.readLine(MAX_LINE_BYTES), StandardCharsets.ISO_8859_1);
        yield new Untagged.Status(word, text.strip());
      }
      default -> {
        if (!Character.isDigit(first.charAt(0))) {
          yield new Untagged.Data(word, reader.restOfLine());
        }
        reader.skipSpaces();
        String name = reader.word().toUpperCase(Locale.ROOT);
        yield new Untagged.Numbered(Long.parseLong(first), name, reader.restOfLine());
      }
    };
  }

  /** Reads message literals with a reader of the caller's, other strings into memory. */
  static <T> LiteralHandler readingBodies(BodyReader<T> bodies) {
    return (before, header, in) -> {
      boolean isBody =
          !before.isEmpty()
              && before.getLast() instanceof Value.Text key
              && key.word().startsWith("BODY[");
      if (!isBody) {
        return ValueReader.hold(header, in);
      }
      try (var body = new LiteralStream(in, header.sizeBytes())) {
        T result = bodies.read(body, header.sizeBytes());
        body.transferTo(OutputStream.nullOutputStream());
        return new Value.Consumed(result);
      }
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
