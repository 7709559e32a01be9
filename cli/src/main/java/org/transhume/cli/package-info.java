/** The command line. */
@NullMarked
package org.transhume.cli;

import org.jspecify.annotations.NullMarked;
