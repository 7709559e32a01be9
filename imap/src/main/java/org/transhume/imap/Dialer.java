package org.transhume.imap;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to an endpoint, each of its addresses in turn, within one time limit. */
final class Dialer {
  private static final String CONNECTING = "connecting";

  private Dialer() {}

  /**
   * A connection without TLS.
   *
   * @throws ImapException if there is none, with the reason
   */
  static Transport dial(ConnectionSettings settings) {
    long began = settings.ticker().nanos();
    List<InetAddress> addresses = addresses(settings);
    ImapException failed = null;
    for (InetAddress address : addresses) {
      Duration left = settings.connectTimeout().minusNanos(settings.ticker().nanos() - began);
      if (!left.isPositive()) {
        break;
      }
      try {
        return connect(new InetSocketAddress(address, settings.endpoint().port()), left);
      } catch (SocketTimeoutException e) {
        failed = new ImapException(Reason.CONNECT_TIMEOUT, CONNECTING, ImapException.words(e), e);
      } catch (ConnectException e) {
        failed = new ImapException(Reason.PORT_REFUSED, CONNECTING, ImapException.words(e), e);
      } catch (IOException e) {
        failed = new ImapException(Reason.UNREACHABLE, CONNECTING, ImapException.words(e), e);
      }
    }
    throw failed != null ? failed : new ImapException(Reason.CONNECT_TIMEOUT, CONNECTING, "", null);
  }

  private static Transport connect(InetSocketAddress to, Duration limit) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(to, Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
      return Transport.plain(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Resolving cannot be interrupted, so it has a thread of its own that may be left behind. */
  private static List<InetAddress> addresses(ConnectionSettings settings) {
    ImapEndpoint endpoint = settings.endpoint();
    if (endpoint.address().isPresent()) {
      return List.of(endpoint.address().get());
    }
    var found = new CompletableFuture<List<InetAddress>>();
    Thread.ofPlatform()
        .daemon()
        .name("imap-resolver")
        .start(
            () -> {
              try {
                found.complete(List.of(InetAddress.getAllByName(Hosts.ascii(endpoint.host()))));
              } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
              }
            });
    try {
      return found.get(settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new ImapException(Reason.UNKNOWN_HOST, CONNECTING, endpoint.host(), e.getCause());
    } catch (TimeoutException e) {
      throw new ImapException(Reason.CONNECT_TIMEOUT, CONNECTING, "looking up the name", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImapException(Reason.CLOSED, CONNECTING, "interrupted", e);
    }
  }
}
