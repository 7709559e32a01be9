package org.transhume.engine.verify;

import java.util.Set;

/** The codes of notes that verification leaves on messages. They are written to disk. */
public final class Verdicts {
  /** The destination said it stored it, and does not list it. */
  public static final String NOT_LISTED = "NOT_LISTED";

  /** It is listed, and its octets could not be read back. */
  public static final String NOT_READ_BACK = "NOT_READ_BACK";

  /** Its octets are not those that passed, beyond what is named as a normalisation. */
  public static final String OCTETS_DIFFER = "OCTETS_DIFFER";

  /** The destination altered what the words name (NUL, line ends); all else is the same. */
  public static final String NORMALISED = "NORMALISED";

  /** The destination refused it as it is, and it was sent with what the words name repaired. */
  public static final String REPAIRED = "REPAIRED";

  /** The source told no INTERNALDATE; the destination put its own. */
  public static final String NO_DATE = "NO_DATE";

  /** The destination keeps another INTERNALDATE than it was given. */
  public static final String DATE_DIFFERS = "DATE_DIFFERS";

  /** The destination does not show these flags: it lost them, or says it cannot keep them. */
  public static final String FLAGS_DIFFER = "FLAGS_DIFFER";

  /** Notes that say the message is not proved to be there. */
  public static final Set<String> FAILURES = Set.of(NOT_LISTED, NOT_READ_BACK, OCTETS_DIFFER);

  private Verdicts() {}
}
