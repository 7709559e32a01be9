package org.transhume.engine.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.transhume.mail.Flag;
import org.transhume.mail.UidSet;

/**
 * What of a folder's messages is at the destination otherwise than at the source, although their
 * octets are the same; in a plan: what will be, as far as can be known.
 *
 * @param datesRepaired the messages that were given a date of their header, at the source
 * @param flagsNotKept the flags the destination does not hold, and on how many messages
 */
public record Compromises(UidSet datesRepaired, SortedMap<Flag, Long> flagsNotKept) {
  /** None. */
  public static final Compromises NONE = new Compromises(UidSet.empty(), new TreeMap<>());

  public Compromises {
    flagsNotKept = Collections.unmodifiableSortedMap(new TreeMap<>(flagsNotKept));
  }
}
