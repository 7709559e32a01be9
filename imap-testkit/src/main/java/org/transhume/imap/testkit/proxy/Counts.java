package org.transhume.imap.testkit.proxy;

import java.util.HashMap;
import java.util.Map;

/**
 * What went through a proxy or one of its connections so far. Octets count when they reach the
 * proxy, whether or not they were let through.
 *
 * @param connections how many were made
 * @param bytesToServer octets the clients sent
 * @param bytesToClient octets the server sent
 * @param commands commands by name: {@code UID FETCH}; none behind TLS or compression
 */
public record Counts(
    long connections, long bytesToServer, long bytesToClient, Map<String, Long> commands) {
  public Counts {
    commands = Map.copyOf(commands);
  }

  /** All commands together. */
  public long commandCount() {
    return commands.values().stream().mapToLong(count -> count).sum();
  }

  /** Commands of one name. */
  public long commandCount(String name) {
    return commands.getOrDefault(name, 0L);
  }

  /** What was added since {@code earlier}. */
  public Counts since(Counts earlier) {
    var more = new HashMap<String, Long>();
    commands.forEach((name, count) -> more.put(name, count - earlier.commandCount(name)));
    more.values().removeIf(count -> count == 0);
    return new Counts(
        connections - earlier.connections,
        bytesToServer - earlier.bytesToServer,
        bytesToClient - earlier.bytesToClient,
        more);
  }

  Counts plus(Counts other) {
    var sum = new HashMap<>(commands);
    other.commands.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return new Counts(
        connections + other.connections,
        bytesToServer + other.bytesToServer,
        bytesToClient + other.bytesToClient,
        sum);
  }
}
