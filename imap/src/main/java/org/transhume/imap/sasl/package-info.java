/** Mechanisms that authenticate (RFC 4422); the only package beside LOGIN that reveals secrets. */
@NullMarked
package org.transhume.imap.sasl;

import org.jspecify.annotations.NullMarked;
