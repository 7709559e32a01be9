/** What all real servers of the kit have in common: their folder, their process and their end. */
@NullMarked
package org.transhume.imap.testkit.daemon;

import org.jspecify.annotations.NullMarked;
