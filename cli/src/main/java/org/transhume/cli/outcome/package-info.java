/** How a run ends: exit codes, and what went wrong in a sentence with its remedy. */
@NullMarked
package org.transhume.cli.outcome;

import org.jspecify.annotations.NullMarked;
