package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.transhume.imap.wire.Delivery;

/**
 * A connection without a network: a test feeds what the server says and reads what was sent. One
 * character stands for one byte.
 */
final class FakeWire implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteArrayOutputStream fed = new ByteArrayOutputStream();
  private final StringBuilder sent = new StringBuilder();
  private final Delivery delivery;
  private final Random random = new Random(7);
  private int read;
  private boolean ended;
  private int writes;

  final List<Quirk> quirks = Collections.synchronizedList(new ArrayList<>());
  final List<String> quirkLines = Collections.synchronizedList(new ArrayList<>());
  final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  final SettableTicker ticker = new SettableTicker();
  final Session session;
  final ImapConnection connection;

  private FakeWire(Delivery delivery, ConnectionSettings settings) {
    this.delivery = delivery;
    var listener =
        new ImapListener() {
          @Override
          public boolean traces() {
            return true;
          }

          @Override
          public void sent(String line) {
            trace.add("C: " + line);
          }

          @Override
          public void received(String line) {
            trace.add("S: " + line);
          }

          @Override
          public void quirk(Quirk quirk, String line) {
            quirks.add(quirk);
            quirkLines.add(line);
          }
        };
    boolean isEncrypted = settings.endpoint().tls() != TlsMode.PLAIN;
    var transport =
        new Transport(
            new UnconnectedSocket(), new Feed(), new Record(), isEncrypted, Optional.empty());
    session = new Session(settings.withListener(listener).withTicker(ticker), transport);
    connection = new ImapConnection(session);
    session.start();
  }

  static ConnectionSettings settings() {
    return ConnectionSettings.of(ImapEndpoint.of("imap.example.com", 993, TlsMode.IMPLICIT))
        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  /** A server that announces these capabilities and has let us in. */
  static FakeWire announcing(String capabilities) {
    return announcing(Delivery.WHOLE, settings(), capabilities);
  }

  static FakeWire announcing(Delivery delivery, String capabilities) {
    return announcing(delivery, settings(), capabilities);
  }

  static FakeWire announcing(Delivery delivery, ConnectionSettings settings, String capabilities) {
    var wire = new FakeWire(delivery, settings);
    wire.feed("* PREAUTH [CAPABILITY IMAP4rev1 " + capabilities + "] hello\r\n");
    wire.session.awaitGreeting();
    return wire;
  }

  /** The same before login. */
  static FakeWire greeting(String capabilities) {
    var wire = new FakeWire(Delivery.WHOLE, settings());
    wire.feed("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] hello\r\n");
    wire.session.awaitGreeting();
    return wire;
  }

  /** The same over a connection that everybody on the way can read. */
  static FakeWire greetingWithoutTls(String capabilities) {
    var open = ConnectionSettings.of(ImapEndpoint.of("imap.example.com", 143, TlsMode.PLAIN));
    var wire =
        new FakeWire(
            Delivery.WHOLE, open.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10)));
    wire.feed("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] hello\r\n");
    wire.session.awaitGreeting();
    return wire;
  }

  /** A server that has not said anything yet. */
  static FakeWire silent(ConnectionSettings settings) {
    return new FakeWire(Delivery.WHOLE, settings);
  }

  FakeWire feed(String... lines) {
    lock.lock();
    try {
      for (String line : lines) {
        fed.writeBytes(line.getBytes(ISO_8859_1));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return this;
  }

  /** Lets time pass, and the watchdog look. */
  FakeWire pass(Duration time) {
    ticker.advance(time);
    session.watchdog().look(ticker.nanos());
    return this;
  }

  /** The server hangs up. */
  FakeWire end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return this;
  }

  /** All that was sent since this was asked last. */
  String sent() {
    lock.lock();
    try {
      String text = sent.toString();
      sent.setLength(0);
      return text;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until what was sent ends in {@code suffix}, and returns it all. */
  String awaitSent(String suffix) throws InterruptedException {
    lock.lock();
    try {
      long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!sent.toString().endsWith(suffix)) {
        nanos = changed.awaitNanos(nanos);
        if (nanos <= 0) {
          throw new AssertionError("never sent " + suffix + " but " + sent);
        }
      }
      return sent();
    } finally {
      lock.unlock();
    }
  }

  /** How many writes reached the socket. */
  int writes() {
    lock.lock();
    try {
      return writes;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private final class Feed extends InputStream {
    @Override
    public int read() {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      lock.lock();
      try {
        while (read == fed.size() && !ended) {
          changed.await();
        }
        if (read == fed.size()) {
          return -1;
        }
        int most =
            switch (delivery) {
              case WHOLE -> count;
              case BYTE_BY_BYTE -> 1;
              case SPLIT_AT_RANDOM -> 1 + random.nextInt(40);
            };
        int length = Math.min(Math.min(most, count), fed.size() - read);
        System.arraycopy(fed.toByteArray(), read, to, from, length);
        read += length;
        return length;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        lock.unlock();
      }
    }
  }

  private final class Record extends OutputStream {
    @Override
    public void write(int b) {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      lock.lock();
      try {
        if (ended) {
          throw new IOException("Broken pipe");
        }
        sent.append(new String(bytes, from, count, ISO_8859_1));
        writes++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private final class UnconnectedSocket extends Socket {
    @Override
    public void close() {
      end();
    }
  }
}
