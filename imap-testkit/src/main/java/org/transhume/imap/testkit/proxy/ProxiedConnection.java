package org.transhume.imap.testkit.proxy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection through a {@link FaultProxy}. Everything can be changed while it is in use, by any
 * thread; it holds for octets that reach the proxy from then on.
 */
public final class ProxiedConnection {
  private final int number;
  private final Socket client;
  private final Socket server;
  private final Conversation conversation = new Conversation();
  private final Pump toServer;
  private final Pump toClient;
  private volatile Optional<LineRule> rule = Optional.empty();
  private volatile boolean swallowsAnswers;
  private volatile Optional<Duration> holdAfterDeath = Optional.empty();

  ProxiedConnection(int number, Socket client, Socket server) {
    this.number = number;
    this.client = client;
    this.server = server;
    toServer = new Pump(Direction.TO_SERVER, this, conversation, client, server);
    toClient = new Pump(Direction.TO_CLIENT, this, conversation, server, client);
  }

  /** From 1, in the order the proxy accepted them. */
  public int number() {
    return number;
  }

  /** Replaces the rule for the lines of both directions. */
  public ProxiedConnection rule(LineRule value) {
    rule = Optional.of(value);
    return this;
  }

  /** Delays one direction without taking from its throughput. */
  public ProxiedConnection latency(Direction direction, Duration oneWay) {
    pump(direction).line().latency(oneWay);
    return this;
  }

  /** Limits one direction; zero lifts the limit. */
  public ProxiedConnection throttle(Direction direction, long bytesPerSecond) {
    pump(direction).throttle(bytesPerSecond);
    return this;
  }

  /** Ends the connection when exactly so many more octets have arrived in one direction. */
  public ProxiedConnection cutAfter(Direction direction, long bytes, Cut how) {
    pump(direction).cutAfter(bytes, how);
    return this;
  }

  /** Nothing the server says from now on reaches the client; the client's octets go on. */
  public ProxiedConnection swallowAnswers() {
    swallowsAnswers = true;
    return this;
  }

  /**
   * Keeps back what the client sends from now on. When it is dead and so much time has passed, all
   * of it reaches the server.
   */
  public ProxiedConnection holdClient(Duration afterDeath) {
    holdAfterDeath = Optional.of(afterDeath);
    return this;
  }

  /** Nothing arrives that way until {@link #resume}; nothing is lost. */
  public ProxiedConnection stall(Direction direction) {
    pump(direction).line().stall(true);
    return this;
  }

  public ProxiedConnection resume(Direction direction) {
    pump(direction).line().stall(false);
    return this;
  }

  /** Ends the connection now, on both sides; what is under way is lost. */
  public void cut(Cut how) {
    toServer.line().abandon();
    toClient.line().abandon();
    close(client, how);
    close(server, how);
  }

  /** What has reached the proxy of this connection. */
  public Counts counts() {
    return new Counts(1, toServer.bytes(), toClient.bytes(), conversation.commands());
  }

  void start() {
    toServer.start("proxy-" + number + "-to-server");
    toClient.start("proxy-" + number + "-to-client");
  }

  Optional<LineRule> rule() {
    return rule;
  }

  boolean swallowsAnswers() {
    return swallowsAnswers;
  }

  Optional<Duration> holdAfterDeath() {
    return holdAfterDeath;
  }

  /** All that one side sent has arrived: the client's end is passed on, the server's ends both. */
  void ended(Direction direction) {
    if (direction == Direction.TO_CLIENT) {
      toServer.line().abandon();
      close(client, Cut.FIN);
      close(server, Cut.FIN);
      return;
    }
    try {
      server.shutdownOutput();
    } catch (IOException gone) {
      close(server, Cut.FIN);
    }
  }

  private Pump pump(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  private static void close(Socket socket, Cut how) {
    try {
      if (how == Cut.RESET && !socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException gone) {
      // It is closed, which is all that was wanted.
    }
  }
}
