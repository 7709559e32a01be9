/**
 * The bytes of the protocol: lines and literals cut out of a stream, the tokens in them, and
 * commands written so that no argument can end its line early. Framing comes before parsing: a line
 * that nobody understands costs that line, never the connection.
 */
@NullMarked
package org.transhume.imap.wire;

import org.jspecify.annotations.NullMarked;
