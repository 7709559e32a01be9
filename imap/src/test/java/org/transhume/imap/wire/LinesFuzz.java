package org.transhume.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.transhume.mail.Ticker;

/**
 * Any octets, cut into lines and read token by token: what comes of it is the same however they
 * arrive, and every frame stands where it came from.
 */
public final class LinesFuzz {
  private LinesFuzz() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    List<String> whole = read(Delivery.WHOLE, data);
    if (!whole.equals(read(Delivery.BYTE_BY_BYTE, data))
        || !whole.equals(read(Delivery.SPLIT_AT_RANDOM, data))) {
      throw new AssertionError("it matters how the octets arrive");
    }
  }

  private static List<String> read(Delivery delivery, byte[] data) throws IOException {
    var in = new WireInput(delivery.of(data), 2000, 10_000, 100_000, Ticker.system());
    var line = new WireParser(8);
    var seen = new ArrayList<String>();
    try {
      while (in.readLine()) {
        seen.add(line.on(in).excerpt(Integer.MAX_VALUE));
        seen.add(tokens(line));
        while (in.literalBytes() >= 0) {
          in.takeLiteral();
          seen.add(tokens(line.on(in)));
        }
      }
      seen.add("end");
    } catch (EOFException | WireLimitException e) {
      seen.add(e.getClass().getSimpleName());
    }
    return seen;
  }

  /** As many values as there are; an error or a literal ahead ends them. */
  private static String tokens(WireParser line) {
    var tokens = new StringBuilder();
    try {
      while (!line.atEnd()) {
        int before = line.at();
        switch (line.peek()) {
          case '(' -> line.skipValue();
          case '"', '{', '~' -> tokens.append(line.string());
          case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> tokens.append(line.number());
          default -> tokens.append(line.atom());
        }
        if (line.at() <= before || line.position() > line.limit()) {
          throw new AssertionError("the cursor did not move on, or beyond the end");
        }
        tokens.append('|');
      }
    } catch (WireSyntaxException | LiteralAheadException e) {
      tokens.append(e.getClass().getSimpleName());
    }
    return tokens.toString();
  }
}
