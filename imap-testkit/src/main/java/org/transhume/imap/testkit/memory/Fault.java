package org.transhume.imap.testkit.memory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What goes wrong with one command at one {@link Moment}. */
public sealed interface Fault {

  /** Nothing goes wrong. */
  record None() implements Fault {}

  /**
   * Answer these words in place of the server's own. Before DONE the command has no effect; at DONE
   * its effect stays, so that the answer is a lie.
   *
   * @param response without tag: {@code NO [OVERQUOTA] Quota exceeded}
   */
  record Answer(String response) implements Fault {}

  /** Send these untagged lines (without line end) first, then go on as usual. */
  record Say(List<String> lines) implements Fault {
    public Say {
      lines = List.copyOf(lines);
    }
  }

  /** Close the connection; what was sent before still arrives. */
  record Drop(Cut cut) implements Fault {}

  /** Go on as usual, but cut the connection after this many more octets to the client. */
  record DropAfterOctets(long octets, Cut cut) implements Fault {}

  /** Send nothing from now on, though commands go on taking effect. */
  record FallSilent() implements Fault {}

  /**
   * Close the connection now; the command takes effect later. Only at {@link Moment#RECEIVED}:
   * bytes of a dead client still land.
   */
  record ActLater(Duration delay, Cut cut) implements Fault {}

  /**
   * Of a MULTIAPPEND store only the first messages, then close the connection or answer. Only at
   * {@link Moment#RECEIVED}.
   *
   * @param response tagged response without tag, or empty to close the connection
   */
  record StorePart(int messages, String response) implements Fault {}

  /** Stop here until the test counts the latch down, then go on as usual. */
  record WaitFor(CountDownLatch gate) implements Fault {}

  /** How a connection ends. */
  enum Cut {
    /** Orderly: FIN. */
    FIN,
    /** Abortive: RST. */
    RESET
  }
}
