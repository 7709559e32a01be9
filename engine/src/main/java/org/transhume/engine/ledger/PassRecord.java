package org.transhume.engine.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One pass, as the ledger remembers it.
 *
 * @param number counts the passes of the transfer from 1
 * @param ended absent while it runs, or if it was killed
 * @param verdict a word for the outcome, empty while it runs
 * @param copied messages copied
 * @param bytes octets copied
 */
public record PassRecord(
    long number, Instant began, Optional<Instant> ended, String verdict, long copied, long bytes) {}
