package org.transhume.engine.endpoint;

import java.util.List;

/** What became of each message of a batch, in the order they were added. */
public record BatchOutcome(List<MessageOutcome> each) {
  public BatchOutcome {
    each = List.copyOf(each);
  }
}
