/** Values that an administrator can change. */
@NullMarked
package org.transhume.server.policy;

import org.jspecify.annotations.NullMarked;
