/** Launches a real Apache James, which needs nothing but a JVM, and looks after its end. */
@NullMarked
package org.transhume.imap.testkit.james;

import org.jspecify.annotations.NullMarked;
