/** The engine's ports, spoken in IMAP. */
@NullMarked
package org.transhume.connector.imap;

import org.jspecify.annotations.NullMarked;
