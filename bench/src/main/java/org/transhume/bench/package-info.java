/** Copies mailboxes with several tools in turn, and shows how long each takes. */
@NullMarked
package org.transhume.bench;

import org.jspecify.annotations.NullMarked;
