/** Checks made before anything is planned. */
@NullMarked
package org.transhume.engine.preflight;

import org.jspecify.annotations.NullMarked;
