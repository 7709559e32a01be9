package org.transhume.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.CommandText;
import org.transhume.imap.wire.WireInput;
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

  private final ConnectionSettings settings;
  private final Quirks quirks;
  private final ServerFacts facts = new ServerFacts();
  private final CommandQueue queue = new CommandQueue();
  private final FetchTable fetches;
  private final Promise<TaggedResponse> greeting = new Promise<>();
  private final CommandWriter writer;
  private final ResponseReader reader;
  private final Thread readerThread;
  private final Watchdog watchdog;
  private volatile Transport transport; // changed by the reader alone, during STARTTLS
  private volatile boolean authenticating;

  Session(ConnectionSettings settings, Transport transport) {
    this.settings = settings;
    this.quirks = new Quirks(settings.listener());
    this.transport = transport;
    this.fetches = new FetchTable(queue, settings.ticker());
    this.writer = new CommandWriter(settings, queue, facts, fetches, transport);
    this.reader = new ResponseReader(this, settings, quirks, input(transport.in()));
    this.readerThread =
        Thread.ofVirtual().name("imap-reader-" + settings.endpoint()).unstarted(reader);
    this.watchdog = new Watchdog(this, settings.commandTimeout());
  }

  private WireInput input(InputStream from) {
    Limits limits = settings.limits();
    return new WireInput(
        from, limits.lineBytes(), limits.literalBytes(), limits.unaskedBytes(), settings.ticker());
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
    if (!writer.takeTurn(me)) {
      command.lost(writer.noTurn());
      return command.promise();
    }
    try {
      if (command.kind() == Command.Kind.CHANGE) {
        writer.awaitSelect();
      }
      writer.awaitAlike(command);
      writer.write(command, text);
      writer.flushIfOutermost();
    } catch (IOException e) {
      ended(e);
    } catch (ImapException e) {
      command.lost(e);
    } catch (CancellationException e) {
      if (command.tag() > 0) { // half a command cannot be taken back
        fail(new ImapException(Reason.CLOSED, command.name(), "interrupted while sending", e));
      }
      throw e;
    } finally {
      writer.giveTurnBack(me);
    }
    return command.promise();
  }

  /** Sends a command and keeps everybody from sending until it is answered. */
  <T> T sendAlone(Command<T> command) {
    if (!writer.takeTurn(command)) {
      throw writer.noTurn();
    }
    try {
      writer.write(command, command.text());
      writer.output().flush();
      return command.promise().await();
    } catch (IOException e) {
      ended(e);
      return command.promise().await();
    } catch (CancellationException e) {
      fail(new ImapException(Reason.CLOSED, command.name(), "interrupted", e));
      throw e;
    } finally {
      writer.giveTurnBack(command);
    }
  }

  // Answers: the reading thread.

  void greeted(TaggedResponse words, boolean preauthenticated) {
    if (preauthenticated) {
      facts.enter(ConnectionState.AUTHENTICATED);
    }
    facts.learn(words);
    greeting.complete(words);
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
      facts.learn(response);
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
      case Untagged.Capability(Capabilities announced) -> facts.learn(announced);
      case Untagged.Exists(long messages) -> facts.exists(messages);
      case Untagged.Expunged() -> facts.expunged();
      case Untagged.Vanished(var uids) -> {
        if (uids.isPresent()) {
          facts.expunged();
          reader.forgetSequenceNumbers(); // by how much they move is not told
        }
      }
      case Untagged.Status(TaggedResponse response) -> {
        facts.learn(response);
        if (response.status() == ResponseStatus.BAD) {
          quirks.report(Quirk.UNTAGGED_BAD, response.words());
          queue.suspectOldest(response, settings.ticker().nanos());
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
    queue.bye(words, settings.ticker().nanos());
  }

  /** The streams are switched to TLS behind the answer to STARTTLS (RFC 9051 section 6.2.1). */
  void startTls() {
    if (reader.buffered() > 0) {
      throw new ImapException(
          Reason.STARTTLS_INJECTION, "STARTTLS", "bytes between the answer and TLS", null);
    }
    transport = TlsLayer.over(transport, settings, settings.connectTimeout(), "STARTTLS");
    writer.continueWith(transport);
    reader.continueWith(input(transport.in()));
    facts.forgetCapabilities();
  }

  /** Both directions are compressed behind the answer to COMPRESS (RFC 4978 section 3). */
  void compress() {
    writer.compress();
    reader.continueWith(input(new InflatingInput(reader.takeBuffered(), transport.in())));
  }

  /** A mailbox is selected, or none any more. */
  void selected(boolean any) {
    facts.enter(any ? ConnectionState.SELECTED : ConnectionState.AUTHENTICATED);
    reader.forgetSequenceNumbers();
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
      facts.enter(ConnectionState.LOGOUT);
      greeting.fail(cause);
      writer.end();
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

  CommandWriter writer() {
    return writer;
  }

  ServerFacts facts() {
    return facts;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /** When bytes last came. */
  long readNanos() {
    return reader.readNanos();
  }

  boolean isEncrypted() {
    return transport.isEncrypted();
  }

  Optional<PresentedCertificate> certificate() {
    return transport.certificate();
  }

  /** Whether what comes may hold secrets, and continuation requests are kept out of traces. */
  boolean isAuthenticating() {
    return authenticating;
  }

  void authenticating(boolean now) {
    authenticating = now;
  }
}
