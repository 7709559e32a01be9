/** Deterministic mail: realistic by the hundred thousand, and awkward of every known kind. */
@NullMarked
package org.transhume.imap.testkit.corpus;

import org.jspecify.annotations.NullMarked;
