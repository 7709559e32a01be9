/** Octets, tokens, dates and names of IMAP, written for the testkit alone. */
@NullMarked
package org.transhume.imap.testkit.wire;

import org.jspecify.annotations.NullMarked;
