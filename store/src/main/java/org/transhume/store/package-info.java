/** The ledger in SQLite. */
@NullMarked
package org.transhume.store;

import org.jspecify.annotations.NullMarked;
