/** Watches processes from outside: their memory and what their command lines give away. */
@NullMarked
package org.transhume.imap.testkit.process;

import org.jspecify.annotations.NullMarked;
