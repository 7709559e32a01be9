/** Launches a real Cyrus IMAP in a folder of its own. */
@NullMarked
package org.transhume.imap.testkit.cyrus;

import org.jspecify.annotations.NullMarked;
