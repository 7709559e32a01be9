package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/** A server on a loopback port that does what a test says with the first connection. */
final class TalkingServer implements AutoCloseable {
  private final ServerSocket listener;

  /** What to do with a connection; an IOException ends it. */
  interface Talk {
    void talk(Peer peer) throws IOException;
  }

  TalkingServer(Talk talk) throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> serve(talk));
  }

  private void serve(Talk talk) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        talk.talk(new Peer(socket));
      } catch (IOException e) {
        // The client or the test hung up.
      }
    }
  }

  ConnectionSettings settings(TlsMode mode) {
    return ConnectionSettings.of(ImapEndpoint.of("localhost", port(), mode))
        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's end of a connection. */
  static final class Peer {
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    }

    String hear() throws IOException {
      var line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("the client hung up");
        }
        line.append((char) b);
      }
      return line.toString().strip();
    }

    /** Reads one octet of whatever comes next. */
    void hearSomething() throws IOException {
      if (in.read() < 0) {
        throw new IOException("the client hung up");
      }
    }

    /** Reads until the client hangs up. */
    void waitForTheEnd() throws IOException {
      while (in.read() >= 0) {
        continue;
      }
    }

    /** Lets the client write until nothing more fits anywhere. */
    void neverRead() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void startTls(SelfSignedCertificate certificate) throws IOException {
      SSLContext context = certificate.serverContext();
      var tls =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      socket = tls;
      in = tls.getInputStream();
      out = tls.getOutputStream();
    }
  }
}
