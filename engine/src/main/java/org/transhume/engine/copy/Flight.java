package org.transhume.engine.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.ledger.Intent;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/** Messages of one intent on their way. */
final class Flight {
  final Intent intent;

  /** By UID; a message is taken out when its octets begin to arrive, so that none comes twice. */
  final Map<Long, Outgoing> awaited = new LinkedHashMap<>();

  /** In the order they were begun; guarded by {@link BatchWriter}. */
  final List<Part> parts = new ArrayList<>();

  /** Too large for the destination: read past, never sent. */
  final List<Outgoing> tooLarge = new ArrayList<>();

  @Nullable Handle<UidSet> undelivered;

  Flight(Intent intent, List<Outgoing> messages) {
    this.intent = intent;
    messages.forEach(message -> awaited.put(message.uid().value(), message));
  }
}
