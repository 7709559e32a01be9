package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.mail.Uid;
import org.transhume.mail.UidRange;
import org.transhume.mail.UidValidity;

/**
 * Which message became which (COPYUID, RFC 4315 section 3): the first of {@code source} is now the
 * first of {@code destination}, and so on. Both have the same length.
 *
 * @param uidValidity of the destination mailbox
 */
public record CopyUids(UidValidity uidValidity, List<Uid> source, List<Uid> destination) {
  private static final long MAX_UIDS = 1_000_000;

  public CopyUids {
    source = List.copyOf(source);
    destination = List.copyOf(destination);
    if (source.size() != destination.size()) {
      throw new IllegalArgumentException("Sources and destinations differ in number");
    }
  }

  /** What a COPYUID code says; absent if it is none, or its sets differ in size. */
  static Optional<CopyUids> of(ResponseCode code) {
    String[] arguments = code.arguments().split(" +");
    if (arguments.length != 3) {
      return Optional.empty();
    }
    var validity =
        Codes.number(new ResponseCode(code.name(), arguments[0])).flatMap(Numbers::uidValidity);
    var source = uids(arguments[1]);
    var destination = uids(arguments[2]);
    if (validity.isEmpty()
        || source.isEmpty()
        || destination.isEmpty()
        || source.get().size() != destination.get().size()) {
      return Optional.empty();
    }
    return Optional.of(new CopyUids(validity.get(), source.get(), destination.get()));
  }

  private static Optional<List<Uid>> uids(String text) {
    Optional<List<UidRange>> ranges = Codes.ranges(text);
    return ranges.flatMap(r -> Codes.uids(r, MAX_UIDS));
  }

  /** Both told one after the other; absent if their UIDVALIDITY differs. */
  static Optional<CopyUids> join(Optional<CopyUids> one, Optional<CopyUids> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    if (!one.get().uidValidity.equals(other.get().uidValidity)) {
      return Optional.empty();
    }
    var source = new ArrayList<>(one.get().source);
    source.addAll(other.get().source);
    var destination = new ArrayList<>(one.get().destination);
    destination.addAll(other.get().destination);
    return Optional.of(new CopyUids(one.get().uidValidity, source, destination));
  }
}
