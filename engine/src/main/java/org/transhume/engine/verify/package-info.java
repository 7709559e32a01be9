/** The proof at the end: what was touched is matched at the destination. */
@NullMarked
package org.transhume.engine.verify;

import org.jspecify.annotations.NullMarked;
