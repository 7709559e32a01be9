package org.transhume.imap.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.transhume.imap.testkit.proxy.DelayLine.Item;
import org.transhume.imap.testkit.proxy.LineRule.Action;

/**
 * Moves one direction's octets: one thread reads and decides, one writes what is due. A receiver
 * that is gone does not stop it: what else comes for it is taken and forgotten, so that the other
 * side notices nothing.
 */
final class Pump implements LineScanner.Output {
  private static final int CHUNK_BYTES = 64 * 1024;

  /** Small pieces while the rate is limited, so that octets trickle. */
  private static final int THROTTLED_CHUNK_BYTES = 4 * 1024;

  private final Direction direction;
  private final ProxiedConnection connection;
  private final Socket from;
  private final Socket to;
  private final DelayLine line = new DelayLine();
  private final LineScanner scanner;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong bytesUntilCut = new AtomicLong(Long.MAX_VALUE);
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private volatile Cut cutAfterBytes = Cut.FIN;
  private volatile boolean isThrottled;

  Pump(
      Direction direction,
      ProxiedConnection connection,
      Conversation conversation,
      Socket from,
      Socket to) {
    this.direction = direction;
    this.connection = connection;
    this.from = from;
    this.to = to;
    scanner = new LineScanner(direction, conversation, this);
  }

  void start(String name) {
    Thread.ofVirtual().name(name + "-read").start(() -> interruptibly(this::readAll));
    Thread.ofVirtual().name(name + "-write").start(() -> interruptibly(this::writeAll));
  }

  DelayLine line() {
    return line;
  }

  long bytes() {
    return bytes.get();
  }

  void throttle(long bytesPerSecond) {
    isThrottled = bytesPerSecond > 0;
    line.rate(bytesPerSecond);
  }

  void cutAfter(long count, Cut how) {
    cutAfterBytes = how;
    bytesUntilCut.set(count);
  }

  @Override
  public Optional<LineRule> rule() {
    return connection.rule();
  }

  @Override
  public void pass(byte[] octets, int offset, int length) {
    boolean isSwallowed = direction == Direction.TO_CLIENT && connection.swallowsAnswers();
    boolean isHeld = direction == Direction.TO_SERVER && connection.holdAfterDeath().isPresent();
    if (isHeld) {
      held.write(octets, offset, length);
    } else if (!isSwallowed) {
      passed.write(octets, offset, length);
    }
  }

  @Override
  public boolean act(Action action) throws InterruptedException {
    switch (action) {
      case Action.CutBefore(Cut how) -> cutHere(how);
      case Action.CutAfter(Cut how) -> cutHere(how);
      case Action.SwallowAnswers() -> connection.swallowAnswers();
      case Action.HoldClient(Duration afterDeath) -> connection.holdClient(afterDeath);
      case Action.Stall(Direction which) -> {
        if (which == direction) {
          // What was decided on before still arrives: only then does the line stand still.
          send();
        }
        connection.stall(which);
      }
      case Action.Pass _, Action.Replace _, Action.Drop _ -> {}
    }
    return !(action instanceof Action.CutBefore || action instanceof Action.CutAfter);
  }

  private void readAll() throws InterruptedException {
    boolean goesOn = true;
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      while (goesOn) {
        int length = in.read(chunk, 0, isThrottled ? THROTTLED_CHUNK_BYTES : CHUNK_BYTES);
        if (length < 0) {
          break;
        }
        bytes.addAndGet(length);
        goesOn = scanner.scan(chunk, length);
        send();
      }
    } catch (IOException reset) {
      // A reset ends a direction as well as a FIN does.
    }
    if (goesOn) {
      sendHeld();
      line.put(new Item.End(), Duration.ZERO);
    }
  }

  private void send() throws InterruptedException {
    if (passed.size() > 0) {
      line.put(new Item.Octets(passed.toByteArray()), Duration.ZERO);
      passed.reset();
    }
  }

  private void sendHeld() throws InterruptedException {
    if (held.size() > 0) {
      Duration late = connection.holdAfterDeath().orElse(Duration.ZERO);
      line.put(new Item.Octets(held.toByteArray()), late);
    }
  }

  private void cutHere(Cut how) throws InterruptedException {
    send();
    line.put(new Item.CutHere(how), Duration.ZERO);
  }

  private void writeAll() throws InterruptedException {
    boolean isReceiverGone = false;
    while (true) {
      var item = line.take();
      if (item.isEmpty()) {
        return;
      }
      switch (item.get()) {
        case Item.Octets(byte[] octets) -> isReceiverGone = isReceiverGone || !write(octets);
        case Item.End() -> {
          connection.ended(direction);
          return;
        }
        case Item.CutHere(Cut how) -> {
          connection.cut(how);
          return;
        }
      }
    }
  }

  /** False if the receiver is gone. */
  private boolean write(byte[] octets) {
    long allowed = bytesUntilCut.get();
    int length = (int) Math.min(octets.length, allowed);
    try {
      to.getOutputStream().write(Arrays.copyOf(octets, length));
    } catch (IOException gone) {
      return false;
    }
    if (allowed != Long.MAX_VALUE && bytesUntilCut.addAndGet(-length) <= 0) {
      connection.cut(cutAfterBytes);
    }
    return true;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void interruptibly(Work work) {
    try {
      work.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
