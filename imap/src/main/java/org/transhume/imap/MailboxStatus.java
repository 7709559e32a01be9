package org.transhume.imap;

import java.util.Optional;
import java.util.OptionalLong;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidValidity;

/**
 * What STATUS told of a mailbox (RFC 9051 section 7.3.4). What was not asked, not answered or out
 * of range is absent.
 *
 * @param sizeBytes the octets of all messages together
 */
public record MailboxStatus(
    OptionalLong messages,
    Optional<UidNext> uidNext,
    Optional<UidValidity> uidValidity,
    OptionalLong unseen,
    Optional<ModSeq> highestModSeq,
    OptionalLong sizeBytes,
    Optional<String> mailboxId) {

  /** Reads the list behind the mailbox name. */
  static MailboxStatus parse(WireParser in) {
    var messages = OptionalLong.empty();
    var uidNext = Optional.<UidNext>empty();
    var uidValidity = Optional.<UidValidity>empty();
    var unseen = OptionalLong.empty();
    var highestModSeq = Optional.<ModSeq>empty();
    var sizeBytes = OptionalLong.empty();
    var mailboxId = Optional.<String>empty();
    in.need('(');
    in.skipSpaces();
    while (!in.take(')')) {
      String item = in.upperAtom();
      in.skipSpaces();
      switch (item) {
        case "MESSAGES" -> messages = OptionalLong.of(in.number());
        case "UIDNEXT" -> uidNext = Numbers.uidNext(in.number());
        case "UIDVALIDITY" -> uidValidity = Numbers.uidValidity(in.number());
        case "UNSEEN" -> unseen = OptionalLong.of(in.number());
        case "HIGHESTMODSEQ" -> highestModSeq = Optional.of(new ModSeq(in.number()));
        case "SIZE" -> sizeBytes = OptionalLong.of(in.number());
        case "MAILBOXID" -> mailboxId = mailboxId(in);
        default -> in.skipValue();
      }
      in.skipSpaces();
    }
    return new MailboxStatus(
        messages, uidNext, uidValidity, unseen, highestModSeq, sizeBytes, mailboxId);
  }

  private static Optional<String> mailboxId(WireParser in) {
    if (in.peek() != '(') {
      in.skipValue();
      return Optional.empty();
    }
    in.need('(');
    String id = in.atom();
    in.skipSpaces();
    in.need(')');
    return Numbers.objectId(id);
  }

  /** The same with {@code other}'s values where this one has none. */
  MailboxStatus or(MailboxStatus other) {
    return new MailboxStatus(
        messages.isPresent() ? messages : other.messages,
        uidNext.or(other::uidNext),
        uidValidity.or(other::uidValidity),
        unseen.isPresent() ? unseen : other.unseen,
        highestModSeq.or(other::highestModSeq),
        sizeBytes.isPresent() ? sizeBytes : other.sizeBytes,
        mailboxId.or(other::mailboxId));
  }
}
