package org.transhume.engine.copy;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentReader;
import org.transhume.engine.content.Mender;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.mail.Ticker;
import org.transhume.mail.Uid;

/**
 * Turns the stream of arriving messages into batches of the destination. The thread that reads the
 * source writes the destination: one copy, and the socket itself is the backpressure.
 */
final class BatchWriter {
  private final DestinationFolder destination;
  private final OptionalLong maxMessageBytes;
  private final BatchLimits limits;
  private final Ticker ticker;
  private final CopyProgress progress;
  private final ContentReader content = new ContentReader();

  /**
   * Guards {@link #current} and the parts of all flights. It is held while a batch is begun or
   * committed, which may block on the destination: the one thread that ever waits for it is the
   * lane, which has nothing else to do then.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Part current;

  BatchWriter(
      DestinationFolder destination,
      OptionalLong maxMessageBytes,
      BatchLimits limits,
      Ticker ticker,
      CopyProgress progress) {
    this.destination = destination;
    this.maxMessageBytes = maxMessageBytes;
    this.limits = limits;
    this.ticker = ticker;
    this.progress = progress;
  }

  /** The bodies of {@code flight} are about to be asked for; may wait. */
  void asking(Flight flight) {
    progress.asking(
        flight.awaited.values().stream().mapToLong(message -> message.sizeBytes().orElse(0)).sum());
  }

  /** The destination has stored what passed. */
  void stored(Part.Sent sent) {
    progress.stored(sent.message().uid().value(), sent.content().sizeBytes());
  }

  /** Takes the next arriving message of {@code flight}; called by the thread that reads. */
  BodySink begin(Flight flight, Uid uid, long exactBytes) {
    progress.arriving(exactBytes);
    lock.lock();
    try {
      Outgoing message = flight.awaited.remove(uid.value());
      if (message == null) {
        return Discard.INSTANCE;
      }
      if (maxMessageBytes.isPresent() && exactBytes > maxMessageBytes.getAsLong()) {
        flight.tooLarge.add(message);
        return Discard.INSTANCE;
      }
      return message.repairs().isEmpty()
          ? announce(flight, message, exactBytes)
          : new Repairing(flight, message);
    } finally {
      lock.unlock();
    }
  }

  private Passing announce(Flight flight, Outgoing message, long exactBytes) {
    Part part = partFor(flight, exactBytes);
    part.halfSent = message;
    part.bytes += exactBytes;
    BodySink sink = part.batch.add(message.sentFlags(), message.internalDate(), exactBytes);
    content.reset();
    return new Passing(part, message, sink);
  }

  /** The same when its octets have been repaired, and are known by their number only now. */
  private Optional<Passing> announceRepaired(Flight flight, Outgoing message, long exactBytes) {
    lock.lock();
    try {
      if (maxMessageBytes.isPresent() && exactBytes > maxMessageBytes.getAsLong()) {
        flight.tooLarge.add(message);
        return Optional.empty();
      }
      return Optional.of(announce(flight, message, exactBytes));
    } finally {
      lock.unlock();
    }
  }

  /** The octets of the message did not come: it is awaited as before. */
  private void awaitAgain(Flight flight, Outgoing message) {
    lock.lock();
    try {
      flight.awaited.put(message.uid().value(), message);
    } finally {
      lock.unlock();
    }
  }

  /**
   * No further message of {@code flight} will come: ends its batch if that is still open, or gives
   * it up if a message in it was cut short.
   */
  void finish(Flight flight) {
    lock.lock();
    try {
      Part open = current;
      if (open != null && open.flight == flight) {
        if (open.halfSent == null) {
          commit(open);
        } else {
          current = null;
          open.batch.abandon();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Part partFor(Flight flight, long exactBytes) {
    Part open = current;
    if (open != null && (open.flight != flight || isFull(open, exactBytes))) {
      commit(open);
      open = null;
    }
    if (open == null) {
      open = new Part(flight, destination.begin(), ticker.nanos());
      flight.parts.add(open);
      current = open;
    }
    return open;
  }

  private boolean isFull(Part part, long exactBytes) {
    return part.sent.size() >= limits.messages()
        || part.bytes + exactBytes > limits.bytes()
        || ticker.nanos() - part.beganNanos > limits.duration().toNanos();
  }

  private void commit(Part part) {
    current = null;
    part.outcome = part.batch.commit();
  }

  /** A message passing from one side to the other. */
  private final class Passing implements BodySink {
    private final Part part;
    private final Outgoing message;
    private final BodySink sink;

    Passing(Part part, Outgoing message, BodySink sink) {
      this.part = part;
      this.message = message;
      this.sink = sink;
    }

    @Override
    public void write(ByteBuffer bytes) {
      content.read(bytes);
      sink.write(bytes);
    }

    @Override
    public void end() {
      sink.end();
      end(content.finish());
    }

    /** All of it has passed; {@code passed} is what goes on record. */
    private void end(Content passed) {
      lock.lock();
      try {
        part.halfSent = null;
        part.sent.add(new Part.Sent(message, passed));
        if (part.flight.awaited.isEmpty()) {
          commit(part); // The last message waits for nobody.
        }
      } finally {
        lock.unlock();
      }
      progress.sent(1, passed.sizeBytes());
    }

    @Override
    public void abort(Throwable cause) {
      sink.abort(cause);
    }
  }

  /** A message that is repaired: it goes on when all of it has come and its new length is known. */
  private final class Repairing implements BodySink {
    private final Flight flight;
    private final Outgoing message;
    private final ContentReader atSource = new ContentReader();
    private final Spool spool = new Spool();
    private final Mender mender;

    Repairing(Flight flight, Outgoing message) {
      this.flight = flight;
      this.message = message;
      this.mender = new Mender(message.repairs(), spool::append);
    }

    @Override
    public void write(ByteBuffer bytes) {
      atSource.read(bytes);
      mender.take(bytes);
    }

    @Override
    public void end() {
      try (spool) {
        mender.finish();
        announceRepaired(flight, message, spool.lengthBytes()).ifPresent(this::pass);
      }
    }

    private void pass(Passing passing) {
      try {
        spool.replay(passing::write);
      } catch (RuntimeException | Error e) {
        passing.abort(e);
        throw e;
      }
      passing.sink.end();
      passing.end(content.finish().knownAs(atSource.finish()));
    }

    @Override
    public void abort(Throwable cause) {
      spool.close();
      awaitAgain(flight, message);
    }
  }

  /** Reads past a message nobody wants. */
  private enum Discard implements BodySink {
    INSTANCE;

    @Override
    public void write(ByteBuffer bytes) {
      bytes.position(bytes.limit());
    }

    @Override
    public void end() {}

    @Override
    public void abort(Throwable cause) {}
  }
}
