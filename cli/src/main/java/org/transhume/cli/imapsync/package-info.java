/** imapsync's own command line: its options, exit codes and summary, over Transhume's engine. */
@NullMarked
package org.transhume.cli.imapsync;

import org.jspecify.annotations.NullMarked;
