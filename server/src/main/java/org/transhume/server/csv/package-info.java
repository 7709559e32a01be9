/** Files with a line a mailbox: read whole, every fault of every line told at once. */
@NullMarked
package org.transhume.server.csv;

import org.jspecify.annotations.NullMarked;
