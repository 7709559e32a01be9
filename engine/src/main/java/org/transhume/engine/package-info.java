/** Runs one pass of one transfer. */
@NullMarked
package org.transhume.engine;

import org.jspecify.annotations.NullMarked;
