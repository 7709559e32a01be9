package org.transhume.engine.ledger;

import org.transhume.engine.content.Content;

/** What passed for one source UID. */
public record ContentEntry(long uid, Content content) {}
