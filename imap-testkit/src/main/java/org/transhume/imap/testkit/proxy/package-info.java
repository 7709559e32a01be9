/** A TCP proxy that is far away, slow, unreliable or lying on request. */
@NullMarked
package org.transhume.imap.testkit.proxy;

import org.jspecify.annotations.NullMarked;
