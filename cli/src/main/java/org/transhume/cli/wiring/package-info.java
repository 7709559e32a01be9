/** The one place where the command line meets connectors and store. */
@NullMarked
package org.transhume.cli.wiring;

import org.jspecify.annotations.NullMarked;
