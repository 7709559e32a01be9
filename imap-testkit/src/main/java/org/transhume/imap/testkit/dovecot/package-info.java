/** Launches a real Dovecot in a folder of its own, seeds it, and looks after its end. */
@NullMarked
package org.transhume.imap.testkit.dovecot;

import org.jspecify.annotations.NullMarked;
