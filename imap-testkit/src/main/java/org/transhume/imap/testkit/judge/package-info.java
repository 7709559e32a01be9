/** Compares two mailboxes without any help from the product. */
@NullMarked
package org.transhume.imap.testkit.judge;

import org.jspecify.annotations.NullMarked;
