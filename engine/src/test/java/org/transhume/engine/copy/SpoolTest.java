package org.transhume.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("X5")
class SpoolTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        64 * 1024,
        64 * 1024 + 1,
        Spool.MEMORY_BYTES,
        Spool.MEMORY_BYTES + 1,
        3 * Spool.MEMORY_BYTES + 17
      })
  void givesBackWhatWasAppendedAndLeavesNoFile(int length) throws Exception {
    var random = new Random(length);
    var octets = new byte[length];
    random.nextBytes(octets);
    var back = new ByteArrayOutputStream();

    try (var spool = new Spool(folder)) {
      for (int at = 0; at < length; ) {
        int part = Math.min(length - at, 1 + random.nextInt(9_000));
        spool.append(ByteBuffer.wrap(octets, at, part));
        at += part;
      }
      assertThat(spool.lengthBytes()).isEqualTo(length);
      assertThat(folder).isEmptyDirectory();
      spool.replay(
          out -> {
            var part = new byte[out.remaining()];
            out.get(part);
            back.writeBytes(part);
          });
    }

    assertThat(back.toByteArray()).isEqualTo(octets);
    assertThat(folder).isEmptyDirectory();
  }
}
