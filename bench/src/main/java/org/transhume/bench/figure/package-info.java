/** What was measured, what follows from it, and how it is shown. */
@NullMarked
package org.transhume.bench.figure;

import org.jspecify.annotations.NullMarked;
