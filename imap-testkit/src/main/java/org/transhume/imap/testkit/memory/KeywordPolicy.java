package org.transhume.imap.testkit.memory;

/** What a server does with keywords it was never told about (PERMANENTFLAGS, RFC 3501 7.1). */
public enum KeywordPolicy {
  /** Keeps any keyword; PERMANENTFLAGS ends in {@code \*}. */
  KEEP,
  /** Says OK and forgets the keyword, as several large providers do. */
  DROP,
  /** Refuses the command with NO. */
  REFUSE
}
