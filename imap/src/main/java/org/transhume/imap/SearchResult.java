package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/**
 * What UID SEARCH found.
 *
 * @param highestModSeq the largest MODSEQ of what was found, if MODSEQ was searched for (RFC 7162
 *     section 3.1.5)
 */
public record SearchResult(UidSet uids, Optional<ModSeq> highestModSeq) {
  SearchResult and(SearchResult more) {
    return new SearchResult(
        uids.union(more.uids), more.highestModSeq.isPresent() ? more.highestModSeq : highestModSeq);
  }

  /** Reads what stands behind SEARCH: numbers, perhaps {@code (MODSEQ n)}. */
  static SearchResult parsePlain(WireParser in) {
    var uids = new UidSet.Builder();
    var modSeq = Optional.<ModSeq>empty();
    while (!in.atEnd()) {
      if (in.take('(')) {
        in.upperAtom();
        in.space();
        modSeq = Optional.of(new ModSeq(in.number()));
        in.need(')');
      } else {
        long uid = in.number();
        if (!Numbers.isUid(uid)) {
          throw in.error("UID expected");
        }
        uids.add(uid);
      }
    }
    return new SearchResult(uids.build(), modSeq);
  }

  /** Reads a search correlator, {@code (TAG "t5")}, if there is one (RFC 4466 section 2.6.2). */
  static Optional<String> parseCorrelator(WireParser in) {
    in.skipSpaces();
    if (!in.take('(')) {
      return Optional.empty();
    }
    in.skipSpaces();
    boolean isTag = in.keyword("TAG");
    in.skipSpaces();
    String value = in.string();
    in.skipSpaces();
    in.need(')');
    return isTag ? Optional.of(value) : Optional.empty();
  }

  /** Reads what stands behind ESEARCH and its correlator (RFC 4731 section 3.1). */
  static SearchResult parseExtended(WireParser in) {
    in.skipSpaces();
    if (!in.keyword("UID") && !in.atEnd()) {
      throw in.error("UID expected");
    }
    var uids = UidSet.empty();
    var modSeq = Optional.<ModSeq>empty();
    while (!in.atEnd()) {
      String name = in.upperAtom();
      in.space();
      switch (name) {
        case "ALL" -> uids = Numbers.uidSet(in);
        case "MODSEQ" -> modSeq = Optional.of(new ModSeq(in.number()));
        default -> in.skipValue();
      }
    }
    return new SearchResult(uids, modSeq);
  }
}
