package org.transhume.imap;

import java.io.EOFException;
import java.io.IOException;
import org.transhume.imap.wire.WireInput;
import org.transhume.imap.wire.WireLimitException;
import org.transhume.imap.wire.WireParser;
import org.transhume.imap.wire.WireSyntaxException;

/**
 * The thread that reads a connection: cuts out one response after the other and hands it to the
 * session. A line that follows no grammar is reported and passed over.
 */
final class ResponseReader implements Runnable {
  private final Session session;
  private final ConnectionSettings settings;
  private final Quirks quirks;
  private final WireParser line;
  private final FlagsReader flagsReader = new FlagsReader();
  private WireInput in;
  private FetchReader fetches;
  private UntaggedReader untagged;
  private long untaggedLines;

  ResponseReader(Session session, ConnectionSettings settings, Quirks quirks, WireInput in) {
    this.session = session;
    this.settings = settings;
    this.quirks = quirks;
    this.line = new WireParser(settings.limits().nesting());
    this.in = in;
    this.fetches =
        new FetchReader(in, line, settings.limits(), quirks, session.routes(), flagsReader);
    this.untagged = new UntaggedReader(line, quirks, flagsReader);
  }

  @Override
  public void run() {
    try {
      if (!in.readLine()) {
        throw new EOFException("The server hung up without a greeting");
      }
      greeting();
      while (in.readLine()) {
        response();
      }
      session.ended(null);
    } catch (WireLimitException e) {
      session.fail(new ImapException(Reason.LIMIT_EXCEEDED, "reading", ImapException.words(e), e));
    } catch (IOException e) {
      session.ended(e);
    } catch (ImapException e) {
      session.fail(e);
    } catch (RuntimeException | Error e) {
      session.fail(new ImapException(Reason.PROTOCOL, "reading", "", e));
      if (e instanceof Error error) {
        throw error;
      }
    } finally {
      fetches.strays().forget();
    }
  }

  /** Goes on with the stream of TLS, or an inflated one; only between two responses. */
  void continueWith(WireInput other) {
    in = other;
    fetches = new FetchReader(in, line, settings.limits(), quirks, session.routes(), flagsReader);
  }

  /** How many bytes came behind the response just read. */
  int buffered() {
    return in.buffered();
  }

  /** Takes what came behind the response just read out of the stream. */
  byte[] takeBuffered() {
    return in.takeBuffered();
  }

  /** When bytes last came. */
  long readNanos() {
    return in.readNanos();
  }

  private void greeting() throws IOException {
    line.on(in);
    trace();
    if (!line.take('*') || !line.take(' ')) {
      throw new ImapException(Reason.NOT_IMAP, "greeting", "", null);
    }
    line.skipSpaces();
    if (line.keyword("OK")) {
      session.greeted(StatusLine.parse(ResponseStatus.OK, line, quirks), false);
    } else if (line.keyword("PREAUTH")) {
      session.greeted(StatusLine.parse(ResponseStatus.OK, line, quirks), true);
    } else if (line.keyword("BYE")) {
      String words = StatusLine.parse(ResponseStatus.NO, line, quirks).said();
      throw new ImapException(Reason.GREETING_BYE, "greeting", words, null);
    } else {
      throw new ImapException(Reason.NOT_IMAP, "greeting", "", null);
    }
  }

  private void response() throws IOException {
    line.on(in);
    trace();
    int first = line.peek();
    if (first == '*') {
      line.take('*');
      untagged();
    } else if (first == '+') {
      line.take('+');
      line.skipSpaces();
      session.continuation(line.rest());
    } else {
      tagged();
    }
  }

  private void untagged() throws IOException {
    if (++untaggedLines > settings.limits().linesPerCommand()) {
      throw new WireLimitException(
          "more than " + settings.limits().linesPerCommand() + " lines without a tagged one");
    }
    line.skipSpaces();
    int digit = line.peek();
    if (digit >= '0' && digit <= '9') {
      numbered();
      return;
    }
    if (line.peek() == '[') {
      quirks.report(Quirk.BARE_RESPONSE_CODE, line);
      session.untagged(new Untagged.Status(StatusLine.parse(ResponseStatus.OK, line, quirks)));
      return;
    }
    for (ResponseStatus status : ResponseStatus.values()) {
      if (line.keyword(status.name())) {
        var response = StatusLine.parse(status, line, quirks);
        session.untagged(new Untagged.Status(response));
        return;
      }
    }
    if (line.keyword("BYE")) {
      session.bye(StatusLine.parse(ResponseStatus.NO, line, quirks));
      return;
    }
    named();
  }

  private void numbered() throws IOException {
    long number;
    try {
      number = line.number();
      line.skipSpaces();
      if (line.keyword("FETCH")) {
        fetches.read(number);
        return;
      }
    } catch (WireSyntaxException _) {
      passOver();
      return;
    }
    if (line.keyword("EXISTS")) {
      session.untagged(new Untagged.Exists(number));
    } else if (line.keyword("EXPUNGE")) {
      fetches.strays().expunged(number);
      session.untagged(new Untagged.Expunged());
    } else if (!line.keyword("RECENT")) {
      passOver();
    }
  }

  private void named() throws IOException {
    while (in.literalBytes() >= 0) {
      in.requireLiteralWithinLimit();
      in.takeLiteral();
    }
    line.on(in);
    line.take('*');
    line.skipSpaces();
    try {
      untagged.read(session.facts().nameEncoding()).ifPresent(session::untagged);
    } catch (WireSyntaxException | IllegalArgumentException _) {
      quirks.report(Quirk.UNPARSEABLE_LINE, line);
    }
  }

  private void tagged() throws IOException {
    if (line.atEnd()) {
      quirks.report(Quirk.EMPTY_LINE, line);
      return;
    }
    if (line.peek() == '[') {
      quirks.report(Quirk.BARE_RESPONSE_CODE, line);
      session.untagged(new Untagged.Status(StatusLine.parse(ResponseStatus.OK, line, quirks)));
      return;
    }
    if (line.peek() == '(' || line.peek() == ')') {
      passOver();
      return;
    }
    String tag = line.atom();
    line.skipSpaces();
    for (ResponseStatus status : ResponseStatus.values()) {
      if (line.keyword(status.name())) {
        untaggedLines = 0;
        in.startCountAnew();
        session.tagged(tag, StatusLine.parse(status, line, quirks));
        return;
      }
    }
    passOver();
  }

  private void passOver() throws IOException {
    quirks.report(Quirk.UNPARSEABLE_LINE, line);
    while (in.literalBytes() >= 0) {
      in.requireLiteralWithinLimit();
      in.skipRest();
    }
  }

  /** Another mailbox is selected: the old sequence numbers mean nothing. */
  void forgetSequenceNumbers() {
    fetches.strays().forget();
  }

  private void trace() {
    ImapListener listener = settings.listener();
    if (listener.traces()) {
      boolean secret = session.isAuthenticating() && line.peek() == '+';
      listener.received(secret ? "+ ***" : line.excerpt(Integer.MAX_VALUE));
    }
  }
}
