package org.transhume.bench.contestant;

import java.util.List;
import java.util.Optional;

/** A tool that copies mailboxes. */
public interface Contestant {
  /** As it stands in tables; made of lower-case letters, digits, {@code + - .}. */
  String name();

  /** Why it cannot take part, or nothing. */
  Optional<String> unfit(Demands demands);

  /** Copies one mailbox, or brings its copy up to date. */
  Command copy(Job job);

  /** Copies many mailboxes in one process, if it can; else each gets a process of its own. */
  default Optional<Command> copyAll(List<Job> jobs) {
    return Optional.empty();
  }

  /** Whether what it does later needs a first copy of its own, or any will do. */
  default boolean knowsOwnCopiesOnly() {
    return true;
  }

  /** Whether its copies are compared with the source, octet by octet. */
  default boolean isJudged() {
    return false;
  }

  /** What says its version; the first line counts. */
  Optional<Command> version();
}
