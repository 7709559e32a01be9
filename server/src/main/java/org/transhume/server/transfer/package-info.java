/** A transfer: one source mailbox to one destination mailbox, and what is asked of it. */
@NullMarked
package org.transhume.server.transfer;

import org.jspecify.annotations.NullMarked;
