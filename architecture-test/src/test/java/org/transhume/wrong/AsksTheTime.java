package org.transhume.wrong;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;

public final class AsksTheTime {
  Instant instant() {
    return Instant.now();
  }

  LocalDate day() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  long millis() {
    return System.currentTimeMillis();
  }

  Date date() {
    return new Date();
  }
}
