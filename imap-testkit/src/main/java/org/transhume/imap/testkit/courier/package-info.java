/** Launches a real Courier IMAP in a folder of its own. */
@NullMarked
package org.transhume.imap.testkit.courier;

import org.jspecify.annotations.NullMarked;
