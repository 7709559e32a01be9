/** Folders that got another name at the source since they were copied. */
@NullMarked
package org.transhume.engine.follow;

import org.jspecify.annotations.NullMarked;
