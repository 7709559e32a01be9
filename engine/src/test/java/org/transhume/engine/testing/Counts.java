package org.transhume.engine.testing;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What an account was asked for since it was made. Safe for several threads. */
public final class Counts {
  private final Map<Command, AtomicLong> commands = new EnumMap<>(Command.class);
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong messagesTold = new AtomicLong();
  private final AtomicLong octetsRead = new AtomicLong();
  private final AtomicLong octetsWritten = new AtomicLong();

  Counts() {
    for (Command command : Command.values()) {
      commands.put(command, new AtomicLong());
    }
  }

  /** Counts a command; answers its number among all, from 1. */
  long count(Command command) {
    of(command).incrementAndGet();
    return total.incrementAndGet();
  }

  private AtomicLong of(Command command) {
    return java.util.Objects.requireNonNull(commands.get(command));
  }

  void countMessageTold() {
    messagesTold.incrementAndGet();
  }

  void countRead(long octets) {
    octetsRead.addAndGet(octets);
  }

  void countWritten(long octets) {
    octetsWritten.addAndGet(octets);
  }

  /** All commands. */
  public long commands() {
    return total.get();
  }

  /** The commands of one kind. */
  public long commands(Command command) {
    return of(command).get();
  }

  /** How many messages were told in listings: lines on the wire. */
  public long messagesTold() {
    return messagesTold.get();
  }

  /** Octets of bodies that left the account. */
  public long octetsRead() {
    return octetsRead.get();
  }

  /** Octets of bodies that reached the account. */
  public long octetsWritten() {
    return octetsWritten.get();
  }

  @Override
  public String toString() {
    return commands
        + ", messages told "
        + messagesTold
        + ", octets "
        + octetsRead
        + "/"
        + octetsWritten;
  }
}
