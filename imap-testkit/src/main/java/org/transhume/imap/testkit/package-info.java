/**
 * Servers, faults, mail and judgement for the tests of everything that speaks IMAP. Nothing here
 * knows the product's own client or engine: what judges a copy must not share the mistakes of what
 * made it.
 *
 * <ul>
 *   <li>{@code memory}: an IMAP server in memory for thousands of quick tests, whose extensions are
 *       switched off one by one and whose answers get lost at a chosen moment;
 *   <li>{@code script}: a server that follows a written transcript to the octet;
 *   <li>{@code dovecot}: a real Dovecot in a folder of its own, and Maildirs written directly;
 *       {@code cyrus}, {@code courier} and {@code james} likewise; {@code real}: all of them side
 *       by side; {@code daemon}: how they are started, and that nothing of them stays;
 *   <li>{@code proxy}: latency, throttling, cuts, lost answers and late octets between any client
 *       and any server;
 *   <li>{@code corpus}: deterministic mail, realistic and awkward;
 *   <li>{@code seed}: a plain client to seed servers and to look at them;
 *   <li>{@code judge}: compares two mailboxes and names every difference;
 *   <li>{@code tls}: certificates for servers under test, {@code process}: memory and command lines
 *       of processes, {@code wire}: octets, tokens, dates and names of IMAP.
 * </ul>
 */
@NullMarked
package org.transhume.imap.testkit;

import org.jspecify.annotations.NullMarked;
