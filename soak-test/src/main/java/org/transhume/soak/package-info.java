/**
 * The proofs that take minutes. Starts the product as its user does, as processes between real
 * servers, kills and counts, and lets a judge that shares no code with it say what became of the
 * mail.
 */
@NullMarked
package org.transhume.soak;

import org.jspecify.annotations.NullMarked;
