package org.transhume.engine.ledger;

/**
 * Why one message failed, was left out or was altered: one note a message, the last one counts.
 *
 * @param uid at the source
 * @param code a stable word: a {@link org.transhume.engine.endpoint.Problem} or a rule's name
 * @param words the server's own words, untrusted, possibly empty
 */
public record Note(long uid, String code, String words) {}
