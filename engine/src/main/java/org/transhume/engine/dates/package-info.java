/** INTERNALDATEs that are plainly wrong, and what is put in their place. */
@NullMarked
package org.transhume.engine.dates;

import org.jspecify.annotations.NullMarked;
