package org.transhume.engine.content;

import java.util.EnumSet;
import java.util.Set;

/**
 * What passed: digest, identity and oddities of one message.
 *
 * @param identity the hash of its identity headers, see {@link Identity}
 * @param sizeBytes octets as they passed; where none did, as many as the endpoint announced, or 0
 */
public record Content(ContentDigest digest, long identity, Set<Oddity> oddities, long sizeBytes) {
  public Content {
    oddities =
        oddities.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(oddities));
  }

  /**
   * What was sent of a message that was repaired: digest and oddities are of what was sent and
   * prove the copy, identity and size are the source's, by which the message is known again there.
   */
  public Content knownAs(Content atSource) {
    return new Content(digest, atSource.identity, oddities, atSource.sizeBytes);
  }
}
