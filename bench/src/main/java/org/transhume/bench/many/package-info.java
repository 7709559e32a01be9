/** Many mailboxes at once in one process. */
@NullMarked
package org.transhume.bench.many;

import org.jspecify.annotations.NullMarked;
