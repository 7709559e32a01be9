package org.transhume.engine.copy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Content;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BatchOutcome;
import org.transhume.mail.Handle;

/** One batch of a flight and what was put into it, in order. Guarded by {@link BatchWriter}. */
final class Part {
  /** A message whose octets were all handed over. */
  record Sent(Outgoing message, Content content) {}

  final Flight flight;
  final Batch batch;
  final long beganNanos;
  final List<Sent> sent = new ArrayList<>();

  /** Announced, and its octets not all handed over: at most the last one. */
  @Nullable Outgoing halfSent;

  @Nullable Handle<BatchOutcome> outcome;
  long bytes;

  Part(Flight flight, Batch batch, long beganNanos) {
    this.flight = flight;
    this.batch = batch;
    this.beganNanos = beganNanos;
  }
}
