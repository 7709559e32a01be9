package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.mail.Flags;
import org.transhume.mail.Uid;
import org.transhume.mail.UidRange;
import org.transhume.mail.UidSet;

/** The arguments of response codes; absent where they are not what the RFC says. */
final class Codes {
  private Codes() {}

  static Optional<Long> number(ResponseCode code) {
    return code.arguments().matches("[0-9]{1,18}")
        ? Optional.of(Long.parseLong(code.arguments()))
        : Optional.empty();
  }

  /** {@code (\Seen \*)}. */
  static Optional<Flags> flags(ResponseCode code) {
    String text = code.arguments();
    return text.startsWith("(") && text.endsWith(")")
        ? Optional.of(FlagsReader.parse(text.substring(1, text.length() - 1)))
        : Optional.empty();
  }

  /** {@code (F2212ea87-6097)}. */
  static Optional<String> objectId(ResponseCode code) {
    String text = code.arguments();
    return text.startsWith("(") && text.endsWith(")")
        ? Numbers.objectId(text.substring(1, text.length() - 1).strip())
        : Optional.empty();
  }

  static Optional<UidSet> uidSet(String text) {
    try {
      return Optional.of(UidSet.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The ranges of {@code 3,7:9} as they stand, in their order: codes pair them by place. */
  static Optional<List<UidRange>> ranges(String text) {
    var ranges = new ArrayList<UidRange>();
    for (String part : text.split(",", -1)) {
      Optional<UidSet> range = uidSet(part);
      if (range.isEmpty() || range.get().isEmpty()) {
        return Optional.empty();
      }
      ranges.addAll(range.get().ranges());
    }
    return Optional.of(ranges);
  }

  /** The UIDs of the ranges in their order; absent if there are more than {@code most}. */
  static Optional<List<Uid>> uids(List<UidRange> ranges, long most) {
    long count = ranges.stream().mapToLong(UidRange::size).sum();
    if (count > most) {
      return Optional.empty();
    }
    var uids = new ArrayList<Uid>((int) count);
    for (UidRange range : ranges) {
      for (long uid = range.first(); uid <= range.last(); uid++) {
        uids.add(new Uid(uid));
      }
    }
    return Optional.of(List.copyOf(uids));
  }
}
