/**
 * Values both the IMAP client and the engine speak of: UIDs, flags, dates, mailbox names, and the
 * few seams (handles, time, secrets) they share. No input or output, no dependency but JSpecify.
 */
@NullMarked
package org.transhume.mail;

import org.jspecify.annotations.NullMarked;
