package org.transhume.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Promise;

/**
 * What was sent on a connection and is not answered, in the order it was sent. One lock guards all
 * fields; nothing blocks and nothing foreign runs under it.
 */
final class CommandQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Command<?>> pending = new ArrayDeque<>();
  private long lastTag;
  private long retiredTag; // given up after an untagged BAD; its answer may still come
  private @Nullable SelectCommand openSelect;
  private @Nullable Promise<Continuation> awaited;
  private @Nullable TaggedResponse bye;
  private long byeNanos;
  private @Nullable Suspect suspect;
  private volatile @Nullable ImapException failure; // written under the lock

  /** A command that an untagged BAD may have been the answer to. */
  record Suspect(Command<?> command, TaggedResponse words, long sinceNanos) {}

  /** A command that is answered, and who waits for a continuation request it will not get. */
  record Answered(Command<?> command, @Nullable Promise<Continuation> consent) {}

  /** Gives a command its tag; 0 if the connection takes none any more, and the command fails. */
  long register(Command<?> command, long nanos) {
    ImapException ended;
    lock.lock();
    try {
      ended = failure;
      if (ended == null && bye != null) {
        ended = new ImapException(Reason.BYE, "sending", bye.said(), null);
      }
      if (ended == null) {
        boolean read = command.kind() == Command.Kind.READ;
        command.register(++lastTag, nanos, read ? openSelect : null);
        pending.add(command);
        if (command instanceof SelectCommand select) {
          openSelect = select;
        }
        return lastTag;
      }
    } finally {
      lock.unlock();
    }
    command.lost(ended);
    return 0;
  }

  /** Registers for the next continuation request, before what provokes it is sent. */
  Promise<Continuation> awaitContinuation() {
    var promise = new Promise<Continuation>();
    lock.lock();
    try {
      ImapException ended = failure;
      if (ended == null) {
        awaited = promise;
      } else {
        promise.fail(ended);
      }
      return promise;
    } finally {
      lock.unlock();
    }
  }

  /** A continuation request came; false if nobody waits for one. */
  boolean proceed(String text) {
    Promise<Continuation> waiting;
    lock.lock();
    try {
      waiting = awaited;
      awaited = null;
    } finally {
      lock.unlock();
    }
    return waiting != null && waiting.complete(new Continuation.Go(text));
  }

  /** Takes the command of that tag out; null if there is none. */
  @Nullable Answered remove(long tag) {
    lock.lock();
    try {
      Command<?> command = null;
      for (var i = pending.iterator(); command == null && i.hasNext(); ) {
        Command<?> candidate = i.next();
        if (candidate.tag() == tag) {
          command = candidate;
          i.remove();
        }
      }
      if (command == null) {
        return null;
      }
      if (command == openSelect) {
        openSelect = null;
      }
      Promise<Continuation> consent = null;
      // Whoever awaits consent holds the turn to write, so it is for the command sent last.
      if (tag == lastTag) {
        consent = awaited;
        awaited = null;
      }
      return new Answered(command, consent);
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@code tag} belongs to a command that was given up. */
  boolean isRetired(long tag) {
    lock.lock();
    try {
      return tag > 0 && tag == retiredTag;
    } finally {
      lock.unlock();
    }
  }

  /** The oldest command may have been refused without a tag. */
  void suspectOldest(TaggedResponse words, long nanos) {
    lock.lock();
    try {
      Command<?> oldest = pending.peek();
      if (oldest != null && suspect == null) {
        suspect = new Suspect(oldest, words, nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  @Nullable Suspect suspect() {
    lock.lock();
    try {
      return suspect;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the suspicion; takes the command out as well if {@code giveUp} and it is there. */
  boolean settle(Suspect doubtful, boolean giveUp) {
    lock.lock();
    try {
      if (suspect != doubtful) {
        return false;
      }
      suspect = null;
      if (!giveUp || !pending.remove(doubtful.command())) {
        return false;
      }
      retiredTag = doubtful.command().tag();
      if (doubtful.command() == openSelect) {
        openSelect = null;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A command under way whose data could be taken for that of {@code command}. */
  @Nullable Command<?> alike(Command<?> command) {
    if (command.ambiguity().isEmpty()) {
      return null;
    }
    lock.lock();
    try {
      for (Command<?> other : pending) {
        if (other.ambiguity().equals(command.ambiguity())) {
          return other;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  @Nullable SelectCommand openSelect() {
    lock.lock();
    try {
      return openSelect;
    } finally {
      lock.unlock();
    }
  }

  /** The commands under way, oldest first. */
  List<Command<?>> snapshot() {
    lock.lock();
    try {
      return new ArrayList<>(pending);
    } finally {
      lock.unlock();
    }
  }

  /** When the oldest command was sent; empty if none is under way. */
  OptionalLong oldestNanos() {
    lock.lock();
    try {
      Command<?> oldest = pending.peek();
      return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.sentNanos());
    } finally {
      lock.unlock();
    }
  }

  void bye(TaggedResponse words, long nanos) {
    lock.lock();
    try {
      bye = words;
      byeNanos = nanos;
    } finally {
      lock.unlock();
    }
  }

  /** The server's farewell, if it said one. */
  @Nullable TaggedResponse bye() {
    lock.lock();
    try {
      return bye;
    } finally {
      lock.unlock();
    }
  }

  long byeNanos() {
    lock.lock();
    try {
      return byeNanos;
    } finally {
      lock.unlock();
    }
  }

  /** Why the connection ended, if it did; without the lock, for it is asked once a slice. */
  @Nullable ImapException failure() {
    return failure;
  }

  /** Ends everything under way with {@code cause}; false if it had ended before. */
  boolean end(ImapException cause) {
    List<Command<?>> lost;
    Promise<Continuation> waiting;
    lock.lock();
    try {
      if (failure != null) {
        return false;
      }
      failure = cause;
      lost = new ArrayList<>(pending);
      pending.clear();
      waiting = awaited;
      awaited = null;
      openSelect = null;
      suspect = null;
    } finally {
      lock.unlock();
    }
    lost.forEach(command -> command.lost(cause));
    if (waiting != null) {
      waiting.fail(cause);
    }
    return true;
  }
}
