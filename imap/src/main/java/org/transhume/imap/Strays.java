package org.transhume.imap;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Halves of messages that a server told in several FETCH responses, by sequence number: bodies that
 * came before their UID, and UIDs whose body is awaited. Few at a time, since servers that do this
 * do it at once. For the thread that reads.
 */
final class Strays {
  private static final int MAX_BODIES = 4;
  private static final int MAX_UIDS = 64;

  private final LinkedHashMap<Long, Long> uids = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Body> bodies = new LinkedHashMap<>();

  /** A body that came before its UID. */
  record Body(BodyPart part, Spool spool) {}

  void keepUid(long sequence, long uid) {
    uids.put(sequence, uid);
    if (uids.size() > MAX_UIDS) {
      uids.pollFirstEntry();
    }
  }

  /** The UID kept for a sequence number; 0 if there is none. */
  long uidOf(long sequence) {
    return uids.isEmpty() ? 0 : uids.getOrDefault(sequence, 0L);
  }

  /** Keeps a body; another one of the same message, or the oldest of too many, is given up. */
  void keepBody(long sequence, Body body) {
    Body before = bodies.put(sequence, body);
    if (before != null) {
      before.spool().close();
    }
    if (bodies.size() > MAX_BODIES) {
      bodies.pollFirstEntry().getValue().spool().close();
    }
  }

  @Nullable Body takeBody(long sequence) {
    return bodies.isEmpty() ? null : bodies.remove(sequence);
  }

  /** A message is gone: those behind it move up by one (RFC 9051 section 7.5.1). */
  void expunged(long sequence) {
    uids.remove(sequence);
    shift(uids, sequence);
    Body lost = bodies.remove(sequence);
    if (lost != null) {
      lost.spool().close();
    }
    shift(bodies, sequence);
  }

  private static <V> void shift(LinkedHashMap<Long, V> bySequence, long gone) {
    if (bySequence.isEmpty()) {
      return;
    }
    var shifted = new LinkedHashMap<Long, V>();
    for (Map.Entry<Long, V> entry : bySequence.entrySet()) {
      long at = entry.getKey();
      shifted.put(at > gone ? at - 1 : at, entry.getValue());
    }
    bySequence.clear();
    bySequence.putAll(shifted);
  }

  /** Sequence numbers mean nothing any more: another mailbox, or the end. */
  void forget() {
    uids.clear();
    bodies.values().forEach(body -> body.spool().close());
    bodies.clear();
  }
}
