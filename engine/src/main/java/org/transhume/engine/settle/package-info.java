/** What became of messages whose answer never came: looked for, never simply sent again. */
@NullMarked
package org.transhume.engine.settle;

import org.jspecify.annotations.NullMarked;
