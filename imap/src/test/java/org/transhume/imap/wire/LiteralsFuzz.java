package org.transhume.imap.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.transhume.mail.Ticker;

/**
 * Any octets, their literals streamed, taken into the line or passed over by turns: nothing is lost
 * and nothing comes twice, however the octets arrive.
 */
public final class LiteralsFuzz {
  private LiteralsFuzz() {}

  /** What Jazzer calls; the first octet says what is done with literals. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    String whole = read(Delivery.WHOLE, data);
    if (!whole.equals(read(Delivery.BYTE_BY_BYTE, data))
        || !whole.equals(read(Delivery.SPLIT_AT_RANDOM, data))) {
      throw new AssertionError("it matters how the octets arrive");
    }
  }

  private static String read(Delivery delivery, byte[] data) throws IOException {
    var in = new WireInput(delivery.of(data), 5000, 5000, 50_000, Ticker.system());
    var seen = new StringBuilder();
    int turn = data[0] & 0xFF;
    try {
      while (in.readLine()) {
        seen.append(frame(in));
        while (in.literalBytes() >= 0) {
          in.requireLiteralWithinLimit();
          turn = turn * 31 + 7;
          switch (Math.floorMod(turn, 3)) {
            case 0 -> seen.append(streamed(in)).append(frame(in));
            case 1 -> {
              in.takeLiteral();
              seen.append(frame(in));
            }
            default -> {
              in.skipRest();
              seen.append(frame(in));
            }
          }
        }
      }
    } catch (EOFException | WireLimitException e) {
      seen.append(e.getClass().getSimpleName());
    }
    return seen.toString();
  }

  private static String streamed(WireInput in) throws IOException {
    long announced = in.literalBytes();
    var octets = new ByteArrayOutputStream();
    in.streamLiteral(
        slice -> {
          while (slice.hasRemaining()) {
            octets.write(slice.get());
          }
        });
    if (octets.size() != announced) {
      throw new AssertionError(announced + " octets were announced, " + octets.size() + " came");
    }
    return "<" + octets.toString(StandardCharsets.ISO_8859_1) + ">";
  }

  private static String frame(WireInput in) {
    return "["
        + new String(in.bytes(), in.start(), in.end() - in.start(), StandardCharsets.ISO_8859_1)
        + "]";
  }
}
