package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.UidSet;

/** UID SEARCH (RFC 9051 section 6.4.9); with ESEARCH the answer is ranges (RFC 4731). */
final class SearchCommand extends Command<SearchCommand.Answer> {
  /** What was found, and how the server closed the command. */
  record Answer(SearchResult result, TaggedResponse tagged) {}

  /** How to go on where the server stopped at its MESSAGELIMIT. */
  static final ContinuedHandle.Kind<Answer> CONTINUED =
      new ContinuedHandle.Kind<>() {
        @Override
        public UidSet seen(Answer answer) {
          return answer.result().uids();
        }

        @Override
        public TaggedResponse answer(Answer answer) {
          return answer.tagged();
        }

        @Override
        public Answer and(Answer answer, Answer next) {
          return new Answer(answer.result().and(next.result()), next.tagged());
        }
      };

  private final boolean isExtended;
  private final SearchQuery query;
  private SearchResult found = new SearchResult(UidSet.empty(), Optional.empty());

  SearchCommand(Session session, SearchQuery query) {
    super("UID SEARCH", Kind.READ);
    this.query = query;
    this.isExtended = session.facts().capabilities().hasOrRev2("ESEARCH");
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw("UID SEARCH ");
    if (isExtended) {
      text.raw("RETURN (ALL) ");
    }
    query.writeTo(text);
    return text;
  }

  @Override
  String ambiguity() {
    return isExtended ? "" : name();
  }

  @Override
  boolean take(Untagged data) {
    // Dovecot runs searches side by side where ESEARCH says whose result it is.
    if (data instanceof Untagged.Found(SearchResult more, Optional<String> of)
        && (of.isEmpty() || Tags.number(of.get()) == tag())) {
      found = found.and(more);
      return true;
    }
    return false;
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> new Answer(found, tagged));
  }
}
