package org.transhume.soak;

import java.util.List;
import org.transhume.imap.testkit.real.ServerKind;

/**
 * Every server to every server.
 *
 * @param kinds the servers
 * @param messages in the mailbox whose second pass is measured; zero to leave that out
 * @param kills copies of each pair that are killed; zero to leave that out
 * @param killedMessages about how many messages each of these has
 * @param parallel how many of these at a time
 */
record PairOptions(
    List<ServerKind> kinds, int messages, int kills, int killedMessages, long seed, int parallel) {
  /** More than one pair can have, so that a run's number says its pair. */
  static final int MOST_KILLS = 900;

  PairOptions {
    kinds = List.copyOf(kinds);
    if (kills > MOST_KILLS) {
      throw new SoakException("at most " + MOST_KILLS + " kills");
    }
  }

  /** 10,000 messages, and 20 copies of 200 that are killed, of all there are. */
  static PairOptions usual(long seed) {
    return new PairOptions(List.of(ServerKind.values()), 10_000, 20, 200, seed, 5);
  }
}
