package org.transhume.engine.endpoint;

import java.util.Map;
import java.util.Optional;

/**
 * What a server said to a COPY or MOVE between two of its folders.
 *
 * @param places where each message stands now, by the UID it had; what was not there is not in it.
 *     Absent where the server does not tell (COPYUID, RFC 4315 section 3)
 */
public record Relocation(Optional<Map<Long, MessageOutcome.Place>> places) {
  public Relocation {
    places = places.map(Map::copyOf);
  }
}
