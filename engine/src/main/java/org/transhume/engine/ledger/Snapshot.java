package org.transhume.engine.ledger;

import org.transhume.engine.endpoint.FolderStatus;

/**
 * Both folders as they were when the last whole pass over them began. Only as long as both are
 * still so can a pass leave the folder alone.
 *
 * @param selection a digest of the rules the pass selected messages by; other rules void the
 *     snapshot
 */
public record Snapshot(FolderStatus source, FolderStatus destination, String selection) {}
