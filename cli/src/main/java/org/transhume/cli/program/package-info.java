/** What a command is given: the machine in the program, something tame in tests. */
@NullMarked
package org.transhume.cli.program;

import org.jspecify.annotations.NullMarked;
