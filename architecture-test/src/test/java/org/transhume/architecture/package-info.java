/** The rules every module is held to, each with its reason and the decision it comes from. */
@NullMarked
package org.transhume.architecture;

import org.jspecify.annotations.NullMarked;
