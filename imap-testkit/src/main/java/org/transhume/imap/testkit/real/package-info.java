/** The real servers side by side, for what must hold with each of them. */
@NullMarked
package org.transhume.imap.testkit.real;

import org.jspecify.annotations.NullMarked;
