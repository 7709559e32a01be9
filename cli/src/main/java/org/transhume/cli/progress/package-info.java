/** What a running pass shows: a bar on a terminal, lines elsewhere, JSON for programs. */
@NullMarked
package org.transhume.cli.progress;

import org.jspecify.annotations.NullMarked;
