/** Runs a program and tells what it took of the machine. */
@NullMarked
package org.transhume.bench.meter;

import org.jspecify.annotations.NullMarked;
