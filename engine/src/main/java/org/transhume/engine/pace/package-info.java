/**
 * How fast: what servers ask, what a person allows, and waiting as a normal thing. It decides when
 * something may go out, never what.
 */
@NullMarked
package org.transhume.engine.pace;

import org.jspecify.annotations.NullMarked;
