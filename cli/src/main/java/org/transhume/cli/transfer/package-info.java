/** One run of one transfer: what was asked, and doing it. */
@NullMarked
package org.transhume.cli.transfer;

import org.jspecify.annotations.NullMarked;
