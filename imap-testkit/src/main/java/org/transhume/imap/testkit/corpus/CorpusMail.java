package org.transhume.imap.testkit.corpus;

import org.transhume.imap.testkit.SeedMail;

/**
 * A message with the name of its kind, by which reports can speak of it.
 *
 * @param kind such as {@code bare-lf}; made of lower-case letters, digits and hyphens
 * @param mail the message
 */
public record CorpusMail(String kind, SeedMail mail) {}
