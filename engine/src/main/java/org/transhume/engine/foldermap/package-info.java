/**
 * Which folder of the source becomes which folder of the destination: a pure decision, the same for
 * the same input, never two source folders into one.
 */
@NullMarked
package org.transhume.engine.foldermap;

import org.jspecify.annotations.NullMarked;
