package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * How many messages one command may be about (MESSAGELIMIT, RFC 9738). A server goes no further,
 * says OK, and names the last UID it came to: without another question, the rest of a folder would
 * pass for not being there.
 */
final class MessageLimit {
  private MessageLimit() {}

  /**
   * The set in parts within the limit. A set that ends at the largest possible UID stays whole:
   * nobody knows how many messages it stands for.
   */
  static List<UidSet> cut(UidSet uids, Capabilities announced) {
    OptionalLong limit = announced.messageLimit();
    if (limit.isEmpty() || uids.isEmpty() || uids.last().value() == Uid.MAX_VALUE) {
      return List.of(uids);
    }
    var parts = new ArrayList<UidSet>();
    for (UidSet left = uids; !left.isEmpty(); ) {
      UidSet part = left.take(limit.getAsLong());
      parts.add(part);
      left = left.minus(part);
    }
    return parts;
  }

  /**
   * What is left to be asked, in parts; none if the server came to the end.
   *
   * @param asked what the command was about
   * @param seen what the answer told of
   */
  static List<UidSet> left(UidSet asked, UidSet seen, TaggedResponse answer) {
    if (asked.isEmpty() || !answer.hasCode("MESSAGELIMIT")) {
      return List.of();
    }
    String[] arguments = answer.code().orElseThrow().arguments().split(" +");
    if (arguments.length < 2 || !arguments[1].matches("[1-9][0-9]{0,9}")) {
      return List.of();
    }
    long last = Long.parseLong(arguments[1]);
    if (last < asked.first().value() || last > asked.last().value()) {
      return List.of(); // A UID that the command was not about: asking again would lead nowhere.
    }
    UidSet below = last > 1 ? asked.intersect(UidSet.range(1, last - 1)) : UidSet.empty();
    UidSet above = asked.from(last + 1);
    var left = new ArrayList<UidSet>();
    // The RFC has servers go from the newest down; what was seen shows which way this one went.
    if (!below.isEmpty() && (seen.isEmpty() || seen.first().value() >= last)) {
      left.add(below);
    }
    if (!above.isEmpty() && (seen.isEmpty() || seen.last().value() <= last)) {
      left.add(above);
    }
    return left;
  }
}
