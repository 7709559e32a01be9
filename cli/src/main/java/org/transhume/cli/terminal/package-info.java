/** The terminal, if there is one: its width, what it can show, and passwords typed there. */
@NullMarked
package org.transhume.cli.terminal;

import org.jspecify.annotations.NullMarked;
