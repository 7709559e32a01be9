/** The IMAP client: one file per command. */
@NullMarked
package org.transhume.imap;

import org.jspecify.annotations.NullMarked;
