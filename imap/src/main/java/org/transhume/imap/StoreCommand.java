package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.UidSet;

/** UID STORE (RFC 9051 sections 6.4.6 and 6.4.9; UNCHANGEDSINCE: RFC 7162 section 3.1.3). */
final class StoreCommand extends Command<StoreResult> {
  private final Session session;
  private final UidSet uids;
  private final StoreChange change;

  StoreCommand(Session session, UidSet uids, StoreChange change) {
    super("UID STORE", Kind.CHANGE);
    if (uids.isEmpty()) {
      throw new IllegalArgumentException("UID STORE of no message");
    }
    this.session = session;
    this.uids = uids;
    this.change = change;
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw("UID STORE ").raw(uids.toString());
    change
        .unchangedSince()
        .ifPresent(since -> text.raw(" (UNCHANGEDSINCE ").number(since.value()).raw(")"));
    return text.raw(change.add() ? " +FLAGS.SILENT (" : " -FLAGS.SILENT (")
        .raw(change.flags().toString())
        .raw(")");
  }

  @Override
  void answered(TaggedResponse tagged) {
    UidSet modified = UidSet.empty();
    if (tagged.hasCode("MODIFIED")) {
      ResponseCode code = tagged.code().orElseThrow();
      Optional<UidSet> told = Codes.uidSet(code.arguments());
      if (told.isEmpty()) {
        session.quirks().report(Quirk.INVALID_CODE_ARGUMENTS, code.toString());
        // James 3.8 puts a set of nothing before the set: MODIFIED 0 1:2.
        told =
            code.arguments().startsWith("0 ")
                ? Codes.uidSet(code.arguments().substring(2))
                : Optional.empty();
      }
      // Unreadable: all of them may have been left alone, and reading them again costs little.
      modified = told.orElse(uids);
    }
    promise().complete(new StoreResult(modified, tagged));
  }
}
