/** Everything that removes a message, one operation for each reason, each behind its guards. */
@NullMarked
package org.transhume.engine.deletion;

import org.jspecify.annotations.NullMarked;
