package org.transhume.engine.pace;

import java.time.Instant;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.WaitCause;

/**
 * Until when nothing goes out, and why.
 *
 * @param side whose pace it is
 * @param words the server's own, untrusted, often empty
 */
public record Wait(Side side, Instant until, WaitCause cause, String words) {}
