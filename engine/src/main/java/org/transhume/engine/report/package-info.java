/** Figures, exceptions and the verdict of a pass. */
@NullMarked
package org.transhume.engine.report;

import org.jspecify.annotations.NullMarked;
