/** An in-memory IMAP server with switchable extensions and programmable faults. */
@NullMarked
package org.transhume.imap.testkit.memory;

import org.jspecify.annotations.NullMarked;
