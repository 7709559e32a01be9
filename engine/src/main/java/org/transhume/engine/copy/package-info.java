/**
 * The first pass and every arrival: from the literal of the source into the literal of the
 * destination.
 */
@NullMarked
package org.transhume.engine.copy;

import org.jspecify.annotations.NullMarked;
