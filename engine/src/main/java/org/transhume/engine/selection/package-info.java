/** Which folders of the source are taken, and by which rule each other one is left out. */
@NullMarked
package org.transhume.engine.selection;

import org.jspecify.annotations.NullMarked;
