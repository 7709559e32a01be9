/**
 * Endpoints in memory and the contracts every endpoint keeps, for the tests of the engine and of
 * the modules that implement its ports.
 */
@NullMarked
package org.transhume.engine.testing;

import org.jspecify.annotations.NullMarked;
