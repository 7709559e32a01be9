/** The server: what many people ask of many mailboxes, and what became of it. */
@NullMarked
package org.transhume.server;

import org.jspecify.annotations.NullMarked;
