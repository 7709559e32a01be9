package org.transhume.imap.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** How bytes arrive: every framing test is run in each of these ways. */
public enum Delivery {
  WHOLE,
  BYTE_BY_BYTE,
  SPLIT_AT_RANDOM;

  public InputStream of(byte[] bytes) {
    var random = new Random(bytes.length);
    return new InputStream() {
      private final ByteArrayInputStream in = new ByteArrayInputStream(bytes);

      @Override
      public int read() throws IOException {
        return in.read();
      }

      @Override
      public int read(byte[] to, int from, int count) {
        int most =
            switch (Delivery.this) {
              case WHOLE -> count;
              case BYTE_BY_BYTE -> 1;
              case SPLIT_AT_RANDOM -> 1 + random.nextInt(Math.min(count, 1 + random.nextInt(200)));
            };
        return in.read(to, from, Math.min(most, count));
      }
    };
  }
}
