package org.transhume.bench.contestant;

/**
 * What a trial asks of a tool, as far as not every tool can do it.
 *
 * @param tls implicit TLS on both sides
 * @param isFirstCopy into an empty mailbox; else its own copy is brought up to date
 * @param multiAppend the destination has MULTIAPPEND and LITERAL+
 */
public record Demands(boolean tls, boolean isFirstCopy, boolean multiAppend) {}
