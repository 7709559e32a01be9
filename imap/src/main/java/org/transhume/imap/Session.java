package org.transhume.imap;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.CommandText;
import org.transhume.imap.wire.WireInput;
import org.transhume.imap.wire.WireOutput;
import org.transhume.mail.Handle;
import org.transhume.mail.Promise;

/**
 * One connection from its greeting to its end: sends commands, hands responses to them.
 *
 * <p>Locks: a thread that sends holds the {@link WriteTurn} while its command is registered and
 * written, so that the queue stands in the order of the wire; it may block there on the socket or
 * for a continuation request. Under the turn, and never the other way round, it takes the lock of
 * the {@link CommandQueue} for moments. The reading thread takes the latter alone: a writer stuck
 * on a full socket cannot stop it, nor can it stop a writer.
 */
final class Session {
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final byte[] CRLF = {'\r', '\n'};

  private final ConnectionSettings settings;
  private final Quirks quirks;
  private final WriteTurn turn = new WriteTurn();
  private final CommandQueue queue = new CommandQueue();
  private final FetchTable fetches = new FetchTable(queue);
  private final Promise<TaggedResponse> greeting = new Promise<>();

  // Changed by the reader alone, during STARTTLS, which is sent before anybody else has the
  // session.
  private volatile Transport transport;
  private volatile WatchedOutput watched;
  private volatile WireOutput output;

  // Written by the reader, read by anybody.
  private volatile Capabilities capabilities = Capabilities.none();
  private volatile ConnectionState connectionState = ConnectionState.NOT_AUTHENTICATED;
  private volatile NameEncoding nameEncoding = NameEncoding.MODIFIED_UTF7;
  private volatile boolean authenticating;
  private volatile long exists;
  private final AtomicLong expunges = new AtomicLong();
  private final AtomicLong timesAnnounced = new AtomicLong();

  private final ResponseReader reader;
  private final Thread readerThread;
  private final Watchdog watchdog;

  Session(ConnectionSettings settings, Transport transport) {
    this.settings = settings;
    this.quirks = new Quirks(settings.listener());
    this.transport = transport;
    this.watched = new WatchedOutput(transport.out());
    this.output = new WireOutput(watched);
    this.reader = new ResponseReader(this, settings, quirks, input(transport));
    this.readerThread =
        Thread.ofVirtual().name("imap-reader-" + settings.endpoint()).unstarted(reader);
    this.watchdog = new Watchdog(this, settings.commandTimeout());
  }

  private WireInput input(Transport from) {
    return new WireInput(
        from.in(), settings.limits().lineBytes(), settings.limits().literalBytes());
  }

  void start() {
    readerThread.start();
    watchdog.start();
  }

  /** Waits for the greeting. */
  TaggedResponse awaitGreeting() {
    return greeting.await();
  }

  // Sending: any thread.

  /** Sends a command. What goes wrong on the way comes out of the handle. */
  <T> Handle<T> send(Command<T> command) {
    CommandText text = command.text();
    Object me = Thread.currentThread();
    if (!takeTurn(me)) {
      command.lost(noTurn());
      return command.promise();
    }
    try {
      if (command.kind() == Command.Kind.CHANGE) {
        awaitSelect();
      }
      if (begin(command)) {
        write(text, command.tag());
        if (turn.isOutermost()) {
          output.flush();
        }
      }
    } catch (IOException e) {
      ended(e);
    } catch (ImapException e) {
      command.lost(e);
    } finally {
      turn.release(me);
    }
    return command.promise();
  }

  /** Waits for the right to write; false if the connection is gone or the limit passed. */
  boolean takeTurn(Object who) {
    return turn.acquire(who, settings.commandTimeout());
  }

  void giveTurnBack(Object who) {
    turn.release(who);
  }

  /** Why the turn could not be had. */
  ImapException noTurn() {
    ImapException ended = queue.failure();
    return ended != null
        ? ended
        : new ImapException(Reason.TIMEOUT, "waiting for the turn to write", "", null);
  }

  /** Waits until no SELECT is unanswered; throws what it came to if it failed. The turn is held. */
  void awaitSelect() throws IOException {
    SelectCommand open = queue.openSelect();
    if (open != null) {
      output.flush();
      open.promise().await();
    }
  }

  /** Registers a command and writes its tag; false if the connection is gone. The turn is held. */
  boolean begin(Command<?> command) throws IOException {
    long tag = queue.register(command, System.nanoTime());
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

  private void write(CommandText text, long tag) throws IOException {
    if (settings.listener().traces()) {
      trace("t" + tag + " " + text.redacted());
    }
    if (writePieces(text)) {
      output.write(CRLF, 0, CRLF.length);
    }
  }

  /** Writes a whole line and sends it. The turn is held. */
  void writeLine(CommandText text) throws IOException {
    writePieces(text);
    output.write(CRLF, 0, CRLF.length);
    output.flush();
  }

  /** Tells the listener what is sent; without secrets, of which the caller takes care. */
  void trace(String line) {
    if (settings.listener().traces()) {
      settings.listener().sent(line);
    }
  }

  /**
   * Writes a command or a part of it, without CRLF. The turn is held.
   *
   * @return false if the server answered the command before it was whole
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
   * 7888). The turn is held.
   *
   * @return false if the server answered the command instead
   */
  boolean announce(long octets) throws IOException {
    boolean atOnce = sendsAtOnce(octets);
    Promise<Continuation> consent = atOnce ? null : queue.awaitContinuation();
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
    Capabilities now = capabilities;
    return now.hasLiteralPlus() || (octets <= 4096 && now.hasLiteralMinus());
  }

  WireOutput output() {
    return output;
  }

  boolean isOutermostTurn() {
    return turn.isOutermost();
  }

  Promise<Continuation> awaitContinuation() {
    return queue.awaitContinuation();
  }

  // Answers: the reading thread.

  void greeted(TaggedResponse words, boolean preauthenticated) {
    if (preauthenticated) {
      connectionState = ConnectionState.AUTHENTICATED;
    }
    learnCapabilities(words);
    greeting.complete(words);
  }

  private void learnCapabilities(TaggedResponse response) {
    response
        .code()
        .filter(code -> code.is("CAPABILITY"))
        .ifPresent(code -> learn(Capabilities.parse(code.arguments())));
  }

  private void learn(Capabilities announced) {
    capabilities = announced;
    timesAnnounced.incrementAndGet();
  }

  void tagged(String tag, TaggedResponse response) {
    long number = Tags.number(tag);
    CommandQueue.Answered answered = queue.remove(number);
    if (answered == null) {
      if (queue.isRetired(number)) {
        return;
      }
      // RFC 9051 section 2.2.2: an answer to nothing. Exchange, having taken a literal for
      // commands,
      // answers its first words like this; no later answer could be trusted.
      throw new ImapException(Reason.PROTOCOL, "reading", "an answer to no command of ours", null);
    }
    if (response.isOk()) {
      learnCapabilities(response);
    }
    settleSuspect(answered.command());
    close(answered.command(), response);
    if (answered.consent() != null) {
      answered.consent().complete(new Continuation.Answered(response));
    }
  }

  private void close(Command<?> command, TaggedResponse response) {
    if (command instanceof FetchCommand fetch) {
      fetches.remove(fetch);
    }
    try {
      command.close(response);
    } catch (RuntimeException e) {
      var cause =
          e instanceof ImapException ours
              ? ours
              : new ImapException(Reason.PROTOCOL, command.name(), ImapException.words(e), e);
      command.lost(cause);
      throw cause;
    }
  }

  /** An untagged BAD is explained by the tagged answer to its command, or by a later one's. */
  private void settleSuspect(Command<?> answered) {
    CommandQueue.Suspect doubtful = queue.suspect();
    if (doubtful == null) {
      return;
    }
    if (doubtful.command() == answered) {
      queue.settle(doubtful, false);
    } else {
      giveUp(doubtful);
    }
  }

  /** Takes the untagged BAD for the answer to the command it was probably meant for. */
  void giveUp(CommandQueue.Suspect doubtful) {
    if (queue.settle(doubtful, true)) {
      Command<?> command = doubtful.command();
      if (command instanceof FetchCommand fetch) {
        fetches.remove(fetch);
      }
      command.promise().fail(new RefusedException(command.name(), doubtful.words()));
    }
  }

  void untagged(Untagged data) {
    switch (data) {
      case Untagged.Capability(Capabilities announced) -> learn(announced);
      case Untagged.Exists(long messages) -> exists = messages;
      case Untagged.Expunged() -> expunges.incrementAndGet();
      case Untagged.Vanished(var uids) -> expunges.addAndGet(uids.isPresent() ? 1 : 0);
      case Untagged.Status(TaggedResponse response) -> {
        learnCapabilities(response);
        if (response.status() == ResponseStatus.BAD) {
          quirks.report(Quirk.UNTAGGED_BAD, response.words());
          queue.suspectOldest(response, System.nanoTime());
        }
      }
      default -> {}
    }
    boolean oldest = true;
    for (Command<?> command : queue.snapshot()) {
      // What comes before the answers to earlier commands tells of the mailbox before a SELECT.
      boolean possible = oldest || !(command instanceof SelectCommand);
      if (possible && command.isLive() && command.take(data)) {
        return;
      }
      oldest = false;
    }
  }

  void continuation(String text) {
    if (!queue.proceed(text)) {
      quirks.report(Quirk.UNEXPECTED_CONTINUATION, "+");
    }
  }

  void bye(TaggedResponse words) {
    queue.bye(words, System.nanoTime());
  }

  /** The streams are switched to TLS behind the answer to STARTTLS (RFC 9051 section 6.2.1). */
  void startTls() {
    if (reader.buffered() > 0) {
      throw new ImapException(
          Reason.STARTTLS_INJECTION, "STARTTLS", "bytes between the answer and TLS", null);
    }
    transport = TlsLayer.over(transport, settings, settings.connectTimeout(), "STARTTLS");
    watched = new WatchedOutput(transport.out());
    output = new WireOutput(watched);
    reader.continueWith(input(transport));
    capabilities = Capabilities.none(); // what was announced before TLS counts for nothing
  }

  /** A mailbox is selected, or none any more. */
  void selected(boolean any) {
    connectionState = any ? ConnectionState.SELECTED : ConnectionState.AUTHENTICATED;
    reader.forgetSequenceNumbers();
  }

  void authenticated() {
    connectionState = ConnectionState.AUTHENTICATED;
  }

  // The end: any thread.

  /** The stream ended, in the middle of something if {@code e} is given. */
  void ended(@Nullable IOException e) {
    TaggedResponse bye = queue.bye();
    if (bye != null) {
      fail(new ImapException(Reason.BYE, "reading", bye.said(), e));
    } else {
      String words = e == null || e instanceof EOFException ? "" : ImapException.words(e);
      fail(new ImapException(Reason.CONNECTION_LOST, "reading", words, e));
    }
  }

  /** Ends the connection: everything under way fails with {@code cause}. The first call counts. */
  void fail(ImapException cause) {
    boolean first = queue.end(cause);
    transport.close();
    if (first) {
      connectionState = ConnectionState.LOGOUT;
      greeting.fail(cause);
      turn.end();
      watchdog.stop();
      if (Thread.currentThread() != readerThread) {
        readerThread.interrupt(); // it may be inside a sink
      }
    }
  }

  /** Ends the connection at once and waits a moment for the reading thread. */
  void close() {
    fail(new ImapException(Reason.CLOSED, "closing", "", null));
    if (Thread.currentThread() != readerThread) {
      try {
        readerThread.join(LAST_WORDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Nullable ImapException failure() {
    return queue.failure();
  }

  // What others may know.

  ConnectionSettings settings() {
    return settings;
  }

  Quirks quirks() {
    return quirks;
  }

  CommandQueue queue() {
    return queue;
  }

  FetchTable routes() {
    return fetches;
  }

  WatchedOutput watched() {
    return watched;
  }

  long readNanos() {
    return reader.readNanos();
  }

  boolean isEncrypted() {
    return transport.isEncrypted();
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** How often capabilities came, so that it can be told whether they came again. */
  long timesAnnounced() {
    return timesAnnounced.get();
  }

  ConnectionState state() {
    return connectionState;
  }

  NameEncoding nameEncoding() {
    return nameEncoding;
  }

  void namesAreUtf8() {
    nameEncoding = NameEncoding.UTF8;
  }

  boolean isAuthenticating() {
    return authenticating;
  }

  void authenticating(boolean now) {
    authenticating = now;
  }

  long exists() {
    return exists;
  }

  long expunges() {
    return expunges.get();
  }
}
