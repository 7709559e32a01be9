package org.transhume.imap;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/**
 * UID FETCH (RFC 9051 section 6.4.9; CHANGEDSINCE: RFC 7162 section 3.1.4). Responses are
 * attributed by UID; what a server tells of one message in several responses is put together here.
 * The methods below the first three belong to the thread that reads.
 */
final class FetchCommand extends Command<FetchResult> {
  /** More half-told messages than this are handed on as they are. */
  private static final int MAX_PARTIAL = 1000;

  private final UidSet asked;
  private final FetchItems items;
  private final Optional<ModSeq> changedSince;
  private final FetchHandler handler;

  private final UidTally told = new UidTally();
  private final UidTally begun = new UidTally();
  private final UidTally delivered = new UidTally();
  private final UidTally bodiless = new UidTally();
  private final LinkedHashMap<Long, FetchedItems> partial = new LinkedHashMap<>();
  private @Nullable RuntimeException broken;

  FetchCommand(
      UidSet asked, FetchItems items, Optional<ModSeq> changedSince, FetchHandler handler) {
    super("UID FETCH", Kind.READ);
    if (asked.isEmpty()) {
      throw new IllegalArgumentException("UID FETCH of no message");
    }
    this.asked = asked;
    this.items = items;
    this.changedSince = changedSince;
    this.handler = handler;
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw("UID FETCH ").raw(UidSets.openEnded(asked)).raw(" ");
    text.raw(items.wire());
    changedSince.ifPresent(since -> text.raw(" (CHANGEDSINCE ").number(since.value()).raw(")"));
    return text;
  }

  /** Whether data about {@code uid} can be meant for this command. */
  boolean wants(long uid) {
    return isLive() && asked.contains(uid);
  }

  /** Whether a body of that part of {@code uid} is still awaited. */
  boolean wantsBody(long uid, BodyPart part) {
    return wants(uid) && asksFor(part) && !begun.contains(uid);
  }

  /** Whether any body of {@code uid} is still awaited. */
  boolean wantsAnyBody(long uid) {
    return wantsBodies() && wants(uid) && !isBodySettled(uid);
  }

  /** Whether bodies of that part are asked for at all. */
  boolean asksFor(BodyPart part) {
    return isLive() && items.body().isPresent() && BodyPart.of(items.body().get()) == part;
  }

  /** The sink for a body; afterwards the body counts as begun. */
  BodySink begin(FetchedItems soFar, long exactBytes) {
    begun.add(soFar.uidValue());
    if (broken != null) {
      return BodySink.discarding();
    }
    try {
      return new Guard(soFar.uidValue(), handler.begin(soFar, exactBytes));
    } catch (RuntimeException e) {
      broken = e;
      return BodySink.discarding();
    }
  }

  /** The server has no body for {@code uid}. */
  void withoutBody(long uid) {
    bodiless.add(uid);
  }

  /** A response about {@code items} is complete. */
  void tell(FetchedItems fresh) {
    long uid = fresh.uidValue();
    told.add(uid);
    FetchedItems earlier = partial.isEmpty() ? null : partial.remove(uid);
    FetchedItems all = earlier == null ? fresh : fresh.or(earlier);
    if (all.covers(items.bits()) && (!wantsBodies() || isBodySettled(uid))) {
      hand(all);
      return;
    }
    partial.put(uid, all);
    if (partial.size() > MAX_PARTIAL) {
      hand(partial.pollFirstEntry().getValue());
    }
  }

  private boolean wantsBodies() {
    return items.body().isPresent();
  }

  private boolean isBodySettled(long uid) {
    return begun.contains(uid) || bodiless.contains(uid);
  }

  private void hand(FetchedItems told) {
    if (broken == null) {
      try {
        handler.message(told);
      } catch (RuntimeException e) {
        broken = e;
      }
    }
  }

  @Override
  void answered(TaggedResponse tagged) {
    partial.values().forEach(this::hand);
    partial.clear();
    if (broken != null) {
      promise().fail(broken);
      return;
    }
    UidSet missing = wantsBodies() ? asked.minus(delivered.toSet()) : UidSet.empty();
    promise().complete(new FetchResult(told.toSet(), missing, tagged));
  }

  /**
   * Keeps the receiver's exceptions away from the thread that reads, and counts what ended well.
   */
  private final class Guard implements BodySink {
    private final long uid;
    private final BodySink sink;
    private boolean over;

    Guard(long uid, BodySink sink) {
      this.uid = uid;
      this.sink = sink;
    }

    @Override
    public void write(ByteBuffer octets) {
      if (over) {
        return;
      }
      try {
        sink.write(octets);
      } catch (RuntimeException e) {
        broken = e;
        abort(e);
      }
    }

    @Override
    public void end() {
      if (over) {
        return;
      }
      over = true;
      try {
        sink.end();
        delivered.add(uid);
      } catch (RuntimeException e) {
        broken = e;
      }
    }

    @Override
    public void abort(Throwable cause) {
      if (!over) {
        over = true;
        sink.abort(cause);
      }
    }
  }
}
