package org.transhume.imap;

import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.CommandText;
import org.transhume.imap.wire.WireOutput;
import org.transhume.mail.Promise;

/**
 * The sending half of a connection. Everything but {@link #takeTurn} and what asks only is for
 * whoever holds the turn: a thread for a command or a burst, or an APPEND batch.
 */
final class CommandWriter {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final int DEFLATED_BYTES = 16 * 1024;

  private final ConnectionSettings settings;
  private final CommandQueue queue;
  private final ServerFacts facts;
  private final FetchTable fetches;
  private final WriteTurn turn = new WriteTurn();

  // Changed by the reader alone, during STARTTLS and COMPRESS, while nobody else may write.
  private volatile WatchedOutput watched;
  private volatile WireOutput output;

  CommandWriter(
      ConnectionSettings settings,
      CommandQueue queue,
      ServerFacts facts,
      FetchTable fetches,
      Transport transport) {
    this.settings = settings;
    this.queue = queue;
    this.facts = facts;
    this.fetches = fetches;
    this.watched = new WatchedOutput(transport.out(), settings.ticker());
    this.output = new WireOutput(watched);
  }

  /** Goes on over another transport. */
  void continueWith(Transport transport) {
    watched = new WatchedOutput(transport.out(), settings.ticker());
    output = new WireOutput(watched);
  }

  /** Deflates from here on; all that was written before is sent. Whoever holds the turn waits. */
  void compress() {
    // The watchdog looks below the deflater, where a write may be stuck. Its native memory goes
    // with
    // the connection's objects: to end it here could pull it from under a thread that writes.
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    output = new WireOutput(new DeflaterOutputStream(watched, deflater, DEFLATED_BYTES, true));
  }

  /** What the watchdog looks at. */
  WatchedOutput watched() {
    return watched;
  }

  /** Waits for the right to write; false if the connection is gone or the limit passed. */
  boolean takeTurn(Object who) {
    return turn.acquire(who, settings.commandTimeout());
  }

  void giveTurnBack(Object who) {
    turn.release(who);
  }

  /** Nobody waits for the turn any more. */
  void end() {
    turn.end();
  }

  /** Why the turn could not be had. */
  ImapException noTurn() {
    ImapException ended = queue.failure();
    return ended != null
        ? ended
        : new ImapException(Reason.TIMEOUT, "waiting for the turn to write", "", null);
  }

  /** Waits until no SELECT is unanswered; throws what it came to if it failed. */
  void awaitSelect() throws IOException {
    SelectCommand open = queue.openSelect();
    if (open != null) {
      output.flush();
      open.promise().await();
    }
  }

  /** Waits until no command is under way whose data could be taken for that of {@code command}. */
  void awaitAlike(Command<?> command) throws IOException {
    for (Command<?> other = queue.alike(command); other != null; other = queue.alike(command)) {
      output.flush();
      try {
        other.promise().await();
      } catch (ImapException _) {
        // What became of the other one is its own affair.
      }
    }
  }

  /** Registers a command and writes its tag; false if the connection is gone. */
  boolean begin(Command<?> command) throws IOException {
    long tag = queue.register(command, settings.ticker().nanos());
    if (tag == 0) {
      return false;
    }
    if (command instanceof FetchCommand fetch) {
      fetches.add(fetch);
    }
    byte[] prefix = Tags.prefix(tag);
    output.write(prefix, 0, prefix.length);
    return true;
  }

  /** Writes a command from its tag to its CRLF. */
  void write(Command<?> command, CommandText text) throws IOException {
    if (begin(command)) {
      if (settings.listener().traces()) {
        trace("t" + command.tag() + " " + text.redacted());
      }
      if (writePieces(text)) {
        output.write(CRLF, 0, CRLF.length);
      }
    }
  }

  /** Writes a line that is no command, and sends it. */
  void writeLine(CommandText text) throws IOException {
    writePieces(text);
    endLine();
  }

  /** Writes CRLF and sends what is buffered. */
  void endLine() throws IOException {
    output.write(CRLF, 0, CRLF.length);
    output.flush();
  }

  /**
   * Writes a part of a command.
   *
   * @return false if the server answered the command in the middle: the rest must not be sent
   */
  boolean writePieces(CommandText text) throws IOException {
    for (CommandText.Piece piece : text.pieces()) {
      switch (piece) {
        case CommandText.Piece.Line(byte[] bytes, boolean _) ->
            output.write(bytes, 0, bytes.length);
        case CommandText.Piece.Literal(byte[] octets, boolean _) -> {
          if (!announce(octets.length)) {
            return false;
          }
          output.write(octets, 0, octets.length);
        }
      }
    }
    return true;
  }

  /**
   * Announces a literal, and waits for the server's consent unless it may be sent at once (RFC
   * 7888).
   *
   * @return false if the server answered the command instead
   */
  boolean announce(long octets) throws IOException {
    boolean atOnce = sendsAtOnce(octets);
    @Nullable Promise<Continuation> consent = atOnce ? null : queue.awaitContinuation();
    byte[] announcement = Tags.literal(octets, atOnce);
    output.write(announcement, 0, announcement.length);
    if (consent == null) {
      return true;
    }
    output.flush();
    return consent.await() instanceof Continuation.Go;
  }

  /** Whether a literal of that length needs no consent. */
  boolean sendsAtOnce(long octets) {
    Capabilities now = facts.capabilities();
    return now.hasLiteralPlus() || (octets <= 4096 && now.hasLiteralMinus());
  }

  /** Registers for the next continuation request, before what provokes it is sent. */
  Promise<Continuation> awaitContinuation() {
    return queue.awaitContinuation();
  }

  /** Where bodies go. */
  WireOutput output() {
    return output;
  }

  /** Sends what is buffered, unless a burst around this will. */
  void flushIfOutermost() throws IOException {
    if (turn.isOutermost()) {
      output.flush();
    }
  }

  /** Tells the listener what is sent; without secrets, of which the caller takes care. */
  void trace(String line) {
    if (settings.listener().traces()) {
      settings.listener().sent(line);
    }
  }
}
