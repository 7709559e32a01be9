/** What has changed at the source since the last pass, and how flags are carried over. */
@NullMarked
package org.transhume.engine.delta;

import org.jspecify.annotations.NullMarked;
