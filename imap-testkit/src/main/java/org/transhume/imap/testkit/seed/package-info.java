/** A plain blocking IMAP client to seed servers and to look at them. */
@NullMarked
package org.transhume.imap.testkit.seed;

import org.jspecify.annotations.NullMarked;
