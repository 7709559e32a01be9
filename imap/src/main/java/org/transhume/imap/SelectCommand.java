package org.transhume.imap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidValidity;

/** SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3; CONDSTORE: RFC 7162 section 3.1.8). */
final class SelectCommand extends Command<SelectedMailbox> {
  private static final Flag ANY_KEYWORD = Flag.of("\\*");

  private final Session session;
  private final EncodedMailboxName mailbox;
  private final boolean examine;
  private final SelectOptions options;

  // The thread that reads, until the answer is there.
  private long exists;
  private Optional<UidValidity> uidValidity = Optional.empty();
  private Optional<UidNext> uidNext = Optional.empty();
  private ModSeq highestModSeq = ModSeq.NONE;
  private Flags flags = Flags.none();
  private Optional<Flags> permanentFlags = Optional.empty();
  private Optional<String> mailboxId = Optional.empty();
  private boolean answered;
  private @Nullable ImapException failure;

  SelectCommand(
      Session session, EncodedMailboxName mailbox, boolean examine, SelectOptions options) {
    super(examine ? "EXAMINE" : "SELECT", Kind.FREE);
    this.session = session;
    this.mailbox = mailbox;
    this.examine = examine;
    this.options = options;
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw(name()).raw(" ").string(mailbox.octets());
    if (options.condstore() && Extensions.hasCondstore(session.facts().capabilities())) {
      text.raw(" (CONDSTORE)");
    }
    return text;
  }

  @Override
  boolean take(Untagged data) {
    return switch (data) {
      case Untagged.Exists(long messages) -> {
        exists = messages;
        yield true;
      }
      case Untagged.FlagsData(Flags inUse) -> {
        flags = inUse;
        yield true;
      }
      case Untagged.Status(TaggedResponse status) ->
          status.code().map(this::takeCode).orElse(false);
      default -> false;
    };
  }

  private boolean takeCode(ResponseCode code) {
    switch (code.name()) {
      case "UIDVALIDITY" -> uidValidity = number(code).flatMap(Numbers::uidValidity);
      case "UIDNEXT" -> uidNext = number(code).flatMap(Numbers::uidNext);
      case "HIGHESTMODSEQ" -> highestModSeq = number(code).map(ModSeq::new).orElse(ModSeq.NONE);
      case "PERMANENTFLAGS" -> permanentFlags = Codes.flags(code);
      case "MAILBOXID" -> mailboxId = Codes.objectId(code);
      default -> {
        return false;
      }
    }
    return true;
  }

  private Optional<Long> number(ResponseCode code) {
    Optional<Long> value = Codes.number(code);
    if (value.isEmpty()) {
      session.quirks().report(Quirk.INVALID_CODE_ARGUMENTS, code.toString());
    }
    return value;
  }

  @Override
  void answered(TaggedResponse tagged) {
    answered = true;
    session.selected(tagged.isOk());
    if (!tagged.isOk()) {
      failure = new RefusedException(name(), tagged);
      promise().fail(failure);
      return;
    }
    if (uidValidity.isEmpty()) {
      failure =
          new ImapException(
              Reason.PROTOCOL, name(), "no UIDVALIDITY", Scope.FOLDER, Retry.NEVER, null);
      promise().fail(failure);
      return;
    }
    if (uidNext.isEmpty()) {
      session.quirks().report(Quirk.MISSING_UIDNEXT, mailbox.toString());
    }
    if (options.expected().isPresent() && !options.expected().equals(uidValidity)) {
      failure =
          new ImapException(
              Reason.UIDVALIDITY_CHANGED,
              name(),
              options.expected().get() + " expected, " + uidValidity.get() + " found",
              null);
    }
    promise().complete(result(tagged));
  }

  private SelectedMailbox result(TaggedResponse tagged) {
    boolean readOnly = tagged.hasCode("READ-ONLY") || (examine && !tagged.hasCode("READ-WRITE"));
    boolean takesKeywords = permanentFlags.map(f -> f.contains(ANY_KEYWORD)).orElse(true);
    return new SelectedMailbox(
        mailbox,
        readOnly,
        exists,
        uidValidity.orElseThrow(),
        uidNext,
        highestModSeq,
        flags,
        permanentFlags.map(f -> f.keep(flag -> !flag.equals(ANY_KEYWORD))),
        takesKeywords,
        mailboxId);
  }

  /** Why reads sent behind this come to nothing; null while that is not so. */
  @Nullable ImapException failure() {
    return failure;
  }

  /** Whether the mailbox is open and the expected one. */
  boolean hasSucceeded() {
    return answered && failure == null;
  }
}
