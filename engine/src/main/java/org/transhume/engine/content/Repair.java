package org.transhume.engine.content;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be changed in a message that a destination refuses as it is, if a person allows it. From
 * what nobody notices to what everybody sees; the least that helps is done.
 */
public enum Repair {
  /**
   * LF, CR CR LF and a CR at the end become CR LF; any other CR becomes CR LF in the body, and a
   * space in the header, where a new line would be another field (RFC 5322 section 2.3), unless a
   * field follows and the header has had no LF so far: then its lines end with CR.
   */
  LINE_ENDS(1, Oddity.BARE_LF, Oddity.BARE_CR),
  /** The last line is ended; an empty message becomes an empty line. */
  FINAL_CRLF(2, Oddity.NO_FINAL_CRLF),
  /**
   * NUL becomes 0x80 in the body, as Dovecot serves it, and {@code ?} in the header, where nothing
   * above 0x7F may stand (RFC 5322 section 2.2).
   */
  NUL(4, Oddity.NUL),
  /**
   * A line of more than 998 octets goes on in the next one: before white space where there is some,
   * which in a header is folding and changes nothing (RFC 5322 section 2.2.3), else a space is put
   * in front of the rest, as Postfix does.
   */
  LONG_LINES(8, Oddity.LONG_LINE);

  private final int bit;
  private final Set<Oddity> mended;

  Repair(int bit, Oddity first, Oddity... others) {
    this.bit = bit;
    this.mended = Collections.unmodifiableSet(EnumSet.of(first, others));
  }

  /** Whether it does anything to a message with {@code oddities}. */
  public boolean mends(Set<Oddity> oddities) {
    return !Collections.disjoint(mended, oddities);
  }

  /**
   * What to try when a message with {@code oddities} was refused after {@code tried}: that and one
   * more, the one that changes least. Empty if nothing that is {@code allowed} would do anything.
   */
  public static Optional<Set<Repair>> next(
      Set<Repair> allowed, Set<Repair> tried, Set<Oddity> oddities) {
    for (Repair repair : values()) {
      if (allowed.contains(repair) && !tried.contains(repair) && repair.mends(oddities)) {
        EnumSet<Repair> more = EnumSet.of(repair);
        more.addAll(tried);
        return Optional.of(Collections.unmodifiableSet(more));
      }
    }
    return Optional.empty();
  }

  /** Several as one number, which is written to disk. */
  public static long code(Set<Repair> repairs) {
    return repairs.stream().mapToLong(repair -> repair.bit).sum();
  }

  /** Those that {@link #code} made the number of; what is not known is left out. */
  public static Set<Repair> ofCode(long code) {
    EnumSet<Repair> repairs = EnumSet.noneOf(Repair.class);
    for (Repair repair : values()) {
      if ((code & repair.bit) != 0) {
        repairs.add(repair);
      }
    }
    return Collections.unmodifiableSet(repairs);
  }
}
