package org.transhume.engine.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BatchOutcome;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.MessageOutcome.Refused;
import org.transhume.engine.endpoint.MessageOutcome.Unknown;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Promise;

/**
 * A batch on its way into a {@link MemoryAccount}: one APPEND of all its messages where the account
 * takes batches whole, else one APPEND a message, sent when its octets are there.
 */
final class MemoryBatch implements Batch {
  private static final Unknown UNANSWERED = new Unknown("Connection reset");

  private final MemoryAccount account;
  private final MemorySession session;
  private final MemoryConnection connection;
  private final MailboxName name;

  /** What an atomic batch has so far. */
  private final List<MemoryFolder.Pending> whole = new ArrayList<>();

  /** Outcomes by position; written by the thread that reads, absent while unknown. */
  private final Map<Integer, MessageOutcome> outcomes = new ConcurrentHashMap<>();

  private int added;
  private @Nullable MemorySink sink;

  /** What is sent is lost, and we do not know it yet. */
  private boolean silent;

  private boolean over;

  MemoryBatch(MemorySession session, MemoryConnection connection, MailboxName name) {
    this.account = session.account();
    this.session = session;
    this.connection = connection;
    this.name = name;
  }

  boolean isOver() {
    return over;
  }

  @Override
  public BodySink add(Flags flags, Optional<InternalDate> internalDate, long exactBytes) {
    if (over || (sink != null && !sink.ended)) {
      throw new IllegalStateException("No message can be added now");
    }
    if (connection.isDead()) {
      throw session.lost(Command.APPEND);
    }
    var next = new MemorySink(added++, flags, internalDate, Math.toIntExact(exactBytes));
    sink = next;
    return next;
  }

  @Override
  public Handle<BatchOutcome> commit() {
    if (over || (sink != null && !sink.ended && !connection.isDead())) {
      throw new IllegalStateException("The batch is over, or a message in it is not complete");
    }
    over = true;
    var outcome = new Promise<BatchOutcome>();
    try {
      if (account.abilities().atomicBatch() && added > 0 && !silent) {
        sendAppend(0, List.copyOf(whole));
      }
      connection.send(Command.APPEND, () -> answer(outcome), () -> outcome.complete(known()));
    } catch (EndpointException e) {
      outcome.complete(known());
    }
    return outcome;
  }

  private boolean answer(Promise<BatchOutcome> outcome) {
    if (silent) {
      connection.die();
    }
    return outcome.complete(known());
  }

  private BatchOutcome known() {
    return new BatchOutcome(
        IntStream.range(0, added).mapToObj(i -> outcomes.getOrDefault(i, UNANSWERED)).toList());
  }

  /** Sends one APPEND; its messages have the positions from {@code first} on. */
  private void sendAppend(int first, List<MemoryFolder.Pending> messages) {
    connection.send(
        Command.APPEND,
        () -> {
          List<? extends MessageOutcome> each = append(messages);
          for (int i = 0; i < each.size(); i++) {
            outcomes.put(first + i, each.get(i));
          }
          boolean isRefused = each.stream().anyMatch(Refused.class::isInstance);
          if (isRefused && account.behaviour().refusalsEndConnection) {
            connection.die();
          }
          return true;
        },
        () -> account.land(name, messages, account.faults().landingOfTheDead()));
  }

  private List<? extends MessageOutcome> append(List<MemoryFolder.Pending> messages) {
    Fault fault = account.faults().strike(Command.APPEND).orElse(null);
    return switch (fault) {
      case null -> account.append(name, messages);
      case Fault.Meanwhile(Runnable action) -> {
        action.run();
        yield account.append(name, messages);
      }
      case Fault.Cut() -> {
        connection.die();
        yield List.of();
      }
      case Fault.LoseAnswer(Landing landing) -> {
        account.land(name, messages, landing);
        connection.die();
        yield List.of();
      }
      case Fault.Refuse(Problem problem, EndpointException.Fault reach, String words) ->
          Collections.nCopies(
              messages.size(),
              reach
                  .signal()
                  .map(signal -> new Refused(reach.scope(), reach.retry(), problem, words, signal))
                  .orElseGet(() -> new Refused(reach.scope(), reach.retry(), problem, words)));
    };
  }

  @Override
  public void abandon() {
    over = true;
    if (added > 0) {
      connection.die();
    }
  }

  private final class MemorySink implements BodySink {
    private final int position;
    private final Flags flags;
    private final Optional<InternalDate> internalDate;
    private final int exactBytes;
    private final ByteArrayOutputStream octets;
    private int written;
    private boolean ended;

    MemorySink(int position, Flags flags, Optional<InternalDate> internalDate, int exactBytes) {
      this.position = position;
      this.flags = flags;
      this.internalDate = internalDate;
      this.exactBytes = exactBytes;
      this.octets = new ByteArrayOutputStream(exactBytes);
    }

    @Override
    public void write(ByteBuffer bytes) {
      requireAlive();
      int length = bytes.remaining();
      require(!ended && written + length <= exactBytes, "More octets than announced");
      int passing = account.faults().passing(length);
      int arriving = silent ? 0 : Math.min(passing, account.faults().arriving(length));
      var arrived = new byte[arriving];
      bytes.get(arrived).position(bytes.limit());
      octets.writeBytes(arrived);
      account.counts().countWritten(arriving);
      written += length;
      silent |= arriving < passing;
      if (passing < length) {
        connection.die();
        throw session.lost(Command.APPEND);
      }
    }

    @Override
    public void end() {
      requireAlive();
      require(!ended && written == exactBytes, "Fewer octets than announced");
      ended = true;
      if (silent) {
        return;
      }
      var message = new MemoryFolder.Pending(octets.toByteArray(), flags, internalDate);
      if (account.abilities().atomicBatch()) {
        whole.add(message);
      } else {
        sendAppend(position, List.of(message));
      }
    }

    @Override
    public void abort(Throwable cause) {
      connection.die();
    }

    private void requireAlive() {
      if (connection.isDead()) {
        throw session.lost(Command.APPEND);
      }
    }

    private void require(boolean kept, String otherwise) {
      if (!kept) {
        connection.die();
        throw new IllegalStateException(otherwise + ": " + written + " of " + exactBytes);
      }
    }
  }
}
