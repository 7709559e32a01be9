/** What a pass came to, for people and for programs. */
@NullMarked
package org.transhume.cli.report;

import org.jspecify.annotations.NullMarked;
