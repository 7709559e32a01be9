package org.transhume.imap.testkit.script;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * In what pieces the server's octets leave; every test of framing should pass with each of them.
 */
public sealed interface Delivery {

  /** All that is to be said before the client's next turn at once. */
  record Whole() implements Delivery {}

  /** Octet by octet. */
  record SingleOctets() implements Delivery {}

  /** In pieces of random size, the same for the same seed. */
  record RandomPieces(long seed) implements Delivery {}

  /** The three ways. */
  static List<Delivery> all() {
    return List.of(new Whole(), new SingleOctets(), new RandomPieces(1));
  }

  /** Writes octets in these pieces; each is flushed. */
  static void write(Delivery delivery, byte[] octets, OutputStream out) throws IOException {
    switch (delivery) {
      case Whole() -> {
        out.write(octets);
        out.flush();
      }
      case SingleOctets() -> {
        for (byte octet : octets) {
          out.write(octet);
          out.flush();
        }
      }
      case RandomPieces(long seed) -> {
        var random = new SplittableRandom(seed ^ octets.length);
        int at = 0;
        while (at < octets.length) {
          int end = Math.min(octets.length, at + 1 + random.nextInt(40));
          out.write(Arrays.copyOfRange(octets, at, end));
          out.flush();
          at = end;
        }
      }
    }
  }
}
