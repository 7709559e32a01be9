/** The first meeting with a folder that holds mail already, and with one that began a new life. */
@NullMarked
package org.transhume.engine.contact;

import org.jspecify.annotations.NullMarked;
