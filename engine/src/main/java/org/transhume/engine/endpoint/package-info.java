/**
 * The ports of the engine: what it asks of a source and of a destination. They are batch and
 * streaming operations that return handles, so that a connector can keep the wire full; no
 * operation handles one message per round trip.
 */
@NullMarked
package org.transhume.engine.endpoint;

import org.jspecify.annotations.NullMarked;
