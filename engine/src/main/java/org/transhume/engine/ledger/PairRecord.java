package org.transhume.engine.ledger;

import java.util.Optional;

/**
 * A pair of folders in their present lifetimes.
 *
 * @param snapshot absent until a pass over the pair was whole
 */
public record PairRecord(
    PairId id, FolderKey source, FolderKey destination, Optional<Snapshot> snapshot) {}
