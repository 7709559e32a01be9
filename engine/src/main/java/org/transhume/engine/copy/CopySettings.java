package org.transhume.engine.copy;

import java.util.OptionalLong;

/**
 * How a folder is copied.
 *
 * @param atomicBatch the destination refuses a batch as a whole, so that a refusal is split until
 *     the message at fault stands alone
 */
public record CopySettings(BatchLimits limits, OptionalLong maxMessageBytes, boolean atomicBatch) {}
