/** The whole command line against real servers: what a person types, sees and gets. */
@NullMarked
package org.transhume.cli.real;

import org.jspecify.annotations.NullMarked;
