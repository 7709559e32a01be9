package org.transhume.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.LiteralAheadException;
import org.transhume.imap.wire.LiteralReceiver;
import org.transhume.imap.wire.WireInput;
import org.transhume.imap.wire.WireParser;
import org.transhume.imap.wire.WireSyntaxException;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/**
 * Reads one FETCH response after the other (RFC 9051 section 7.5.2), straight from the bytes, and
 * hands items and bodies to the commands they belong to. A body whose UID is not known when it
 * begins waits in a spool. For the thread that reads.
 */
final class FetchReader implements LiteralReceiver {
  private final WireInput in;
  private final WireParser line;
  private final Limits limits;
  private final Quirks quirks;
  private final FetchRoutes routes;
  private final FlagsReader flagsReader;

  // The response being read.
  private long sequence;
  private long uid;
  private int told;
  private @Nullable Flags flags;
  private @Nullable InternalDate internalDate;
  private long sizeBytes;
  private long modSeq;
  private Strays.@Nullable Body stray;

  /** Where the literal that is just passing goes. */
  private BodySink sink = BodySink.discarding();

  private final Strays strays = new Strays();

  FetchReader(
      WireInput in,
      WireParser line,
      Limits limits,
      Quirks quirks,
      FetchRoutes routes,
      FlagsReader flagsReader) {
    this.in = in;
    this.line = line;
    this.limits = limits;
    this.quirks = quirks;
    this.routes = routes;
    this.flagsReader = flagsReader;
  }

  /** Reads the response whose line stands in the frame, the cursor behind the word FETCH. */
  void read(long sequenceNumber) throws IOException {
    sequence = sequenceNumber;
    uid = 0;
    told = 0;
    flags = null;
    internalDate = null;
    sizeBytes = -1;
    modSeq = 0;
    stray = null;
    if (sequence == 0) {
      quirks.report(Quirk.SEQUENCE_NUMBER_ZERO, line);
    }
    try {
      items();
    } catch (WireSyntaxException e) {
      quirks.report(Quirk.UNPARSEABLE_LINE, line);
    }
    while (in.literalBytes()
        >= 0) { // announced outside the list, or behind what was not understood
      in.requireLiteralWithinLimit();
      in.skipRest();
    }
    finish();
  }

  private void items() throws IOException {
    line.skipSpaces();
    line.need('(');
    int depth = 1;
    while (depth > 0) {
      line.skipSpaces();
      if (line.take(')')) {
        depth--;
      } else if (line.take('(')) {
        quirks.report(Quirk.EXTRA_PARENTHESES, line);
        depth++;
        if (depth > limits.nesting()) {
          throw line.error("item expected");
        }
      } else if (line.peek() < 0) {
        quirks.report(Quirk.MISSING_PARENTHESIS, line);
        depth = 0;
      } else {
        item();
      }
    }
  }

  /** Reads one item; again from its name if it turns out to hold a literal that is no body. */
  private void item() throws IOException {
    int start = line.at();
    while (true) {
      try {
        readItem();
        return;
      } catch (LiteralAheadException _) {
        in.requireLiteralWithinLimit();
        in.takeLiteral();
        line.on(in).moveTo(start);
      }
    }
  }

  private void readItem() throws IOException {
    if (line.keyword("UID")) {
      line.space();
      readUid();
    } else if (line.keyword("FLAGS")) {
      line.skipSpaces();
      flags = flagsReader.read(line);
      told |= FetchItem.FLAGS.bit();
    } else if (line.keyword("INTERNALDATE")) {
      line.skipSpaces();
      readInternalDate();
    } else if (line.keyword("RFC822.SIZE")) {
      line.skipSpaces();
      readSize();
    } else if (line.keyword("BODY") || line.keyword("BINARY")) {
      readSection();
    } else if (line.keyword("MODSEQ")) {
      line.skipSpaces();
      readModSeq();
    } else if (line.keyword("RFC822")) {
      readBody(BodyPart.WHOLE);
    } else if (line.keyword("RFC822.HEADER")) {
      readBody(BodyPart.HEADER);
    } else {
      skipUnknownItem();
    }
  }

  private void readUid() {
    long value = line.number();
    if (Numbers.isUid(value)) {
      uid = value;
    } else {
      quirks.report(Quirk.INVALID_UID, line);
    }
  }

  private void readInternalDate() {
    told |= FetchItem.INTERNAL_DATE.bit();
    if (line.take('"')) {
      int start = line.position();
      byte[] bytes = line.bytes();
      int at = start;
      while (at < line.limit() && bytes[at] != '"') {
        at++;
      }
      internalDate = DateReader.read(bytes, start, at);
      line.moveToPosition(at);
      line.need('"');
    } else {
      line.skipValue();
    }
    if (internalDate == null) {
      quirks.report(Quirk.INVALID_INTERNALDATE, line);
    }
  }

  private void readSize() {
    told |= FetchItem.SIZE.bit();
    if (line.peek() >= '0' && line.peek() <= '9') {
      sizeBytes = line.number();
    } else {
      line.skipValue();
    }
  }

  private void readModSeq() {
    told |= FetchItem.MODSEQ.bit();
    line.need('(');
    if (line.peek() >= '0' && line.peek() <= '9') {
      modSeq = line.number();
    } else {
      line.skipValue();
    }
    line.need(')');
    if (modSeq == 0) {
      quirks.report(Quirk.INVALID_MODSEQ, line);
    }
  }

  /** BODY[section]&lt;origin&gt; and its value; BODY without section is a structure. */
  private void readSection() throws IOException {
    if (!line.take('[')) {
      line.skipSpaces();
      line.skipValue();
      return;
    }
    readBody(BodyPart.read(line));
  }

  private void skipUnknownItem() {
    line.atom();
    line.skipSpaces();
    if (line.peek() == ')' || line.peek() < 0) {
      quirks.report(Quirk.MISSING_VALUE, line);
    } else {
      line.skipValue();
    }
  }

  private void readBody(BodyPart part) throws IOException {
    line.skipSpaces();
    int first = line.peek();
    if (first == '{' || first == '~') {
      readLiteral(part);
    } else if (first == '"') {
      byte[] octets = line.octets();
      quirks.report(Quirk.BODY_IS_QUOTED, line);
      pass(part, octets);
    } else if (first == ')' || first < 0) {
      quirks.report(Quirk.MISSING_VALUE, line);
      noBody(part);
    } else if (line.takeNil()) {
      quirks.report(Quirk.BODY_IS_NIL, line);
      noBody(part);
    } else {
      line.skipValue();
    }
  }

  private void noBody(BodyPart part) {
    FetchCommand command = bodyRoute(part);
    if (command != null) {
      command.withoutBody(knownUid());
    }
  }

  private void readLiteral(BodyPart part) throws IOException {
    line.needLiteralAhead();
    in.requireLiteralWithinLimit();
    long exactBytes = in.literalBytes();
    FetchCommand command = bodyRoute(part);
    if (command != null) {
      stream(command.begin(snapshot(), exactBytes));
    } else if (knownUid() == 0 && routes.anyAsksFor(part)) {
      spool(part, exactBytes);
    } else {
      quirks.report(Quirk.UNASKED_BODY, line);
      in.skipRest();
    }
    line.on(in);
  }

  /** A body that stood in the line itself. */
  private void pass(BodyPart part, byte[] octets) {
    FetchCommand command = bodyRoute(part);
    if (command != null) {
      BodySink to = command.begin(snapshot(), octets.length);
      if (octets.length > 0) {
        to.write(ByteBuffer.wrap(octets));
      }
      end(to);
    } else if (knownUid() == 0 && routes.anyAsksFor(part)) {
      var spool = new Spool(octets.length);
      spool.accept(ByteBuffer.wrap(octets));
      quirks.report(Quirk.UID_AFTER_BODY, line);
      keep(new Strays.Body(part, spool));
    } else {
      quirks.report(Quirk.UNASKED_BODY, line);
    }
  }

  private void stream(BodySink to) throws IOException {
    sink = to;
    try {
      in.streamLiteral(this);
    } catch (IOException | RuntimeException | Error e) {
      to.abort(routes.failureOr(e));
      throw e;
    }
    end(to);
  }

  private void end(BodySink of) {
    routes.enterSink();
    try {
      of.end();
    } finally {
      routes.leaveSink();
    }
  }

  @Override
  public void accept(ByteBuffer slice) {
    routes.enterSink();
    try {
      sink.write(slice);
    } finally {
      routes.leaveSink();
    }
  }

  private void spool(BodyPart part, long exactBytes) throws IOException {
    quirks.report(
        Quirk.UID_AFTER_BODY, line); // now: afterwards the buffer holds octets of the body
    var spool = new Spool((int) Math.min(exactBytes, limits.spoolMemoryBytes()));
    try {
      in.streamLiteral(spool);
    } catch (UncheckedIOException e) {
      spool.close();
      throw new ImapException(
          Reason.RECEIVER_FAILED, "keeping a body until its UID comes", ImapException.words(e), e);
    } catch (IOException | RuntimeException | Error e) {
      spool.close();
      throw e;
    }
    keep(new Strays.Body(part, spool));
  }

  private void keep(Strays.Body body) {
    if (stray != null) {
      stray.spool().close();
    }
    stray = body;
  }

  /** The response is read: tell its items, and bring bodies and UIDs together. */
  private void finish() {
    long known = knownUid();
    if (known == 0) {
      if (stray != null) {
        strays.keepBody(sequence, stray);
      }
      return;
    }
    Strays.Body body = stray == null ? strays.takeBody(sequence) : stray;
    if (body != null) {
      deliver(body);
    }
    FetchCommand command = routes.forItems(known);
    if (command != null) {
      command.tell(snapshot());
    }
    if (routes.awaitsBody(known)) {
      strays.keepUid(sequence, known);
    }
  }

  private void deliver(Strays.Body body) {
    try (Spool spool = body.spool()) {
      FetchCommand command = bodyRoute(body.part());
      if (command == null) {
        quirks.report(Quirk.UNASKED_BODY, line);
        return;
      }
      sink = command.begin(snapshot(), spool.length());
      try {
        spool.replay(this);
      } catch (RuntimeException | Error e) {
        sink.abort(e);
        throw e;
      }
      end(sink);
    }
  }

  private @Nullable FetchCommand bodyRoute(BodyPart part) {
    long known = knownUid();
    return known == 0 ? null : routes.forBody(known, part);
  }

  private long knownUid() {
    if (uid == 0) {
      uid = strays.uidOf(sequence);
    }
    return uid;
  }

  private FetchedItems snapshot() {
    return new FetchedItems(uid, told, flags, internalDate, sizeBytes, modSeq);
  }

  /** What came before its UID, and UIDs that wait for a body. */
  Strays strays() {
    return strays;
  }
}
