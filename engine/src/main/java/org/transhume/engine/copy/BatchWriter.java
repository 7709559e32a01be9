package org.transhume.engine.copy;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentReader;
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
      Part part = partFor(flight, exactBytes);
      part.halfSent = message;
      part.bytes += exactBytes;
      BodySink sink = part.batch.add(message.sentFlags(), message.internalDate(), exactBytes);
      content.reset();
      return new Passing(part, message, sink);
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
      Content passed = content.finish();
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
