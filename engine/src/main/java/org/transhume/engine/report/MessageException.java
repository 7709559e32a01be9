package org.transhume.engine.report;

import java.util.Optional;
import org.transhume.engine.content.MessageLabel;

/**
 * One message a person should know of by name.
 *
 * @param uid at the source
 * @param code why: a {@link org.transhume.engine.endpoint.Problem}, a verdict or a rule
 * @param words the server's own, untrusted, possibly empty
 * @param label what the message says of itself, untrusted; absent if it can no longer be read
 * @param failed whether it is not, or not provably, at the destination
 */
public record MessageException(
    long uid, String code, String words, Optional<MessageLabel> label, boolean failed) {}
