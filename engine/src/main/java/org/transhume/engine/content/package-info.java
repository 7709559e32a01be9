/**
 * What is read from the octets of a message while they pass: its digest, what is odd about it, and
 * the identity it is known again by.
 */
@NullMarked
package org.transhume.engine.content;

import org.jspecify.annotations.NullMarked;
