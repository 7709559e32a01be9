/**
 * The durable record of which source UIDs became which destination UIDs. Everything that is written
 * is decided here; a store only keeps it.
 */
@NullMarked
package org.transhume.engine.ledger;

import org.jspecify.annotations.NullMarked;
