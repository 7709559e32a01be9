package org.transhume.imap;

import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Promise;

/**
 * A command under way. Made by the thread that sends it; from the moment its tag is given on, only
 * the thread that reads calls {@link #take} and {@link #answered}.
 */
abstract class Command<T> {
  /** What a command may be sent behind. */
  enum Kind {
    /** May be sent behind an unanswered SELECT; fails with it. */
    READ,
    /** Waits until no SELECT is unanswered. */
    CHANGE,
    /** Has nothing to do with the selected mailbox. */
    FREE
  }

  private final String name;
  private final Kind kind;
  private final Promise<T> promise = new Promise<>();

  // Set under the session's state lock when the command is registered, read by the reader after.
  private long tag;
  private long sentNanos;
  private @Nullable SelectCommand behind;

  Command(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** The command without its tag. */
  abstract CommandText text();

  /** Offers untagged data; the oldest command that takes it keeps it. */
  boolean take(Untagged data) {
    return false;
  }

  /**
   * What kind of data this takes that does not say whose it is; empty if there is none. Two
   * commands of the same kind are never under way together (RFC 9051 section 5.5): Dovecot runs
   * searches side by side and answers the later one first.
   */
  String ambiguity() {
    return "";
  }

  /** The tagged response came. */
  abstract void answered(TaggedResponse tagged);

  /** The connection ended without an answer. */
  void lost(ImapException cause) {
    promise.fail(cause.whileAttempting(name));
  }

  /** Completes with {@code value} on OK, with a {@link RefusedException} otherwise. */
  final void completeIfOk(TaggedResponse tagged, java.util.function.Supplier<T> value) {
    if (tagged.isOk()) {
      promise.complete(value.get());
    } else {
      promise.fail(new RefusedException(name, tagged));
    }
  }

  /** Hands the answer on, unless the SELECT this command was sent behind came to nothing. */
  final void close(TaggedResponse tagged) {
    ImapException inherited = behind == null ? null : behind.failure();
    if (inherited == null) {
      answered(tagged);
    } else {
      discard(inherited);
      promise.fail(inherited.whileAttempting(name));
    }
  }

  /** Gives back what the command holds because its outcome no longer counts. */
  void discard(ImapException cause) {}

  /** Whether data may be taken: the SELECT this was sent behind, if any, succeeded. */
  final boolean isLive() {
    return behind == null || behind.hasSucceeded();
  }

  final void register(long number, long nanos, @Nullable SelectCommand select) {
    tag = number;
    sentNanos = nanos;
    behind = select;
  }

  final String name() {
    return name;
  }

  final Kind kind() {
    return kind;
  }

  final Promise<T> promise() {
    return promise;
  }

  final long tag() {
    return tag;
  }

  final long sentNanos() {
    return sentNanos;
  }
}
