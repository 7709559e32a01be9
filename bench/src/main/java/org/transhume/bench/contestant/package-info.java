/** The tools that compete, and how each is asked for the same thing. */
@NullMarked
package org.transhume.bench.contestant;

import org.jspecify.annotations.NullMarked;
