package org.transhume.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WireOutputTest {
  private static final class Counting extends OutputStream {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int writes;

    @Override
    public void write(int b) {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public void write(byte[] from, int at, int count) {
      writes++;
      bytes.write(from, at, count);
    }
  }

  @Test
  void sendsAGroupInOneWrite() throws IOException {
    var to = new Counting();
    var out = new WireOutput(to);

    for (int i = 0; i < 100; i++) {
      out.write(new byte[] {'a', 'b'}, 0, 2);
    }
    assertThat(to.writes).isZero();
    out.flush();
    out.flush();

    assertThat(to.writes).isEqualTo(1);
    assertThat(to.bytes.size()).isEqualTo(200);
  }

  @RepeatedTest(50)
  void keepsEveryByteInOrder(RepetitionInfo repetition) throws IOException {
    var random = new Random(repetition.getCurrentRepetition());
    var expected = new ByteArrayOutputStream();
    var to = new Counting();
    var out = new WireOutput(to);

    for (int i = 0; i < 30; i++) {
      var bytes =
          new byte[random.nextInt(5) == 0 ? random.nextInt(200_000) : random.nextInt(9_000)];
      random.nextBytes(bytes);
      int from = random.nextInt(bytes.length + 1);
      expected.write(bytes, from, bytes.length - from);
      switch (random.nextInt(3)) {
        case 0 -> out.write(bytes, from, bytes.length - from);
        case 1 -> {
          var heap = ByteBuffer.wrap(bytes, from, bytes.length - from);
          out.write(heap);
          assertThat(heap.hasRemaining()).isFalse();
        }
        default -> {
          var direct = ByteBuffer.allocateDirect(bytes.length - from);
          direct.put(bytes, from, bytes.length - from).flip();
          out.write(direct);
          assertThat(direct.hasRemaining()).isFalse();
        }
      }
    }
    out.flush();

    assertThat(to.bytes.toByteArray()).isEqualTo(expected.toByteArray());
  }
}
