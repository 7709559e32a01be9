package org.transhume.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir Path folder;

  @Test
  void everyCommandOfItEndsAsItShould() {
    assertThatCode(() -> Rehearsal.main(new String[] {folder.resolve("new").toString()}))
        .doesNotThrowAnyException();
  }
}
