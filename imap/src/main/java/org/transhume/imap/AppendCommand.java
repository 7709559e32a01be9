package org.transhume.imap;

import java.util.List;
import java.util.Optional;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Uid;
import org.transhume.mail.UidRange;
import org.transhume.mail.UidValidity;

/** The waiting half of APPEND (RFC 9051 section 6.3.12, RFC 3502); {@link AppendBatch} sends it. */
final class AppendCommand extends Command<AppendResult> {
  /** More UIDs than any batch holds are no answer to it. */
  private static final long MAX_UIDS = 100_000;

  private final Session session;
  private volatile boolean sentAtOnce;

  AppendCommand(Session session) {
    super("APPEND", Kind.CHANGE);
    this.session = session;
  }

  @Override
  CommandText text() {
    throw new UnsupportedOperationException("APPEND is sent piece by piece");
  }

  /** A literal went out without the server's consent. */
  void literalSentAtOnce() {
    sentAtOnce = true;
  }

  @Override
  void answered(TaggedResponse tagged) {
    promise().complete(result(tagged));
    if (tagged.status() == ResponseStatus.BAD && sentAtOnce) {
      // Dovecot, James and GreenMail go on reading the literal as commands.
      throw new ImapException(Reason.PROTOCOL, name(), "BAD to a non-synchronizing literal", null);
    }
  }

  private AppendResult result(TaggedResponse tagged) {
    if (tagged.isOk() && tagged.hasCode("APPENDUID")) {
      ResponseCode code = tagged.code().orElseThrow();
      String[] arguments = code.arguments().split(" +");
      if (arguments.length == 2) {
        Optional<UidValidity> validity =
            Codes.number(new ResponseCode(code.name(), arguments[0])).flatMap(Numbers::uidValidity);
        Optional<List<UidRange>> ranges = Codes.ranges(arguments[1]);
        Optional<List<Uid>> uids = ranges.flatMap(r -> Codes.uids(r, MAX_UIDS));
        if (validity.isPresent() && uids.isPresent()) {
          return new AppendResult(tagged, validity, uids.get());
        }
      }
      session.quirks().report(Quirk.INVALID_CODE_ARGUMENTS, code.toString());
    }
    return new AppendResult(tagged, Optional.empty(), List.of());
  }
}
