package org.transhume.imap.testkit.memory;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.transhume.imap.testkit.wire.ImapDate;
import org.transhume.imap.testkit.wire.UidRanges;
import org.transhume.imap.testkit.wire.Value;

/** The search keys of RFC 9051 section 6.4.4, all of them required at once. */
final class SearchKeys {
  private final Session session;
  private final SelectedView view;
  private final Key all;
  private boolean usesModSeq;

  /** Whether one message matches. */
  private interface Key {
    boolean matches(int sequenceNumber, SelectedView.Entry entry);

    default Key and(Key other) {
      return (n, entry) -> matches(n, entry) && other.matches(n, entry);
    }
  }

  SearchKeys(Session session, SelectedView view, List<Value> arguments) {
    this.session = session;
    this.view = view;
    if (arguments.isEmpty()) {
      throw Refusal.bad("SEARCH: missing key");
    }
    all = every(arguments);
  }

  boolean matches(int sequenceNumber, SelectedView.Entry entry) {
    return all.matches(sequenceNumber, entry);
  }

  boolean usesModSeq() {
    return usesModSeq;
  }

  private Key every(List<Value> values) {
    Iterator<Value> rest = values.iterator();
    Key key = (n, entry) -> true;
    while (rest.hasNext()) {
      key = key.and(next(rest));
    }
    return key;
  }

  private Key next(Iterator<Value> rest) {
    Value value = take(rest);
    if (value.isList()) {
      return every(value.items());
    }
    String word = value.word();
    return switch (word) {
      case "ALL" -> (n, entry) -> true;
      case "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN" -> flag("\\" + word);
      case "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN" ->
          not(flag("\\" + word.substring(2)));
      case "KEYWORD" -> flag(take(rest).text());
      case "UNKEYWORD" -> not(flag(take(rest).text()));
      case "RECENT" -> (n, entry) -> entry.isRecent;
      case "OLD" -> (n, entry) -> !entry.isRecent;
      case "NEW" -> (n, entry) -> entry.isRecent && !entry.message.has(Flags.SEEN);
      case "NOT" -> not(next(rest));
      case "OR" -> {
        Key first = next(rest);
        Key second = next(rest);
        yield (n, entry) -> first.matches(n, entry) || second.matches(n, entry);
      }
      case "UID" -> uids(take(rest).text());
      case "BEFORE" -> day(take(rest), (date, wanted) -> date.isBefore(wanted));
      case "ON" -> day(take(rest), LocalDate::isEqual);
      case "SINCE" -> day(take(rest), (date, wanted) -> !date.isBefore(wanted));
      case "LARGER" -> size(take(rest).number(), (bytes, limit) -> bytes > limit);
      case "SMALLER" -> size(take(rest).number(), (bytes, limit) -> bytes < limit);
      case "FROM", "TO", "CC", "BCC", "SUBJECT" -> header(word, take(rest).text());
      case "HEADER" -> header(take(rest).text(), take(rest).text());
      case "BODY" -> contains(take(rest).text(), MessageText::text);
      case "TEXT" -> contains(take(rest).text(), content -> content);
      case "MODSEQ" -> modSeq(take(rest), rest);
      default -> sequence(value.text());
    };
  }

  private static Value take(Iterator<Value> rest) {
    if (!rest.hasNext()) {
      throw Refusal.bad("SEARCH: argument missing");
    }
    return rest.next();
  }

  private static Key not(Key key) {
    return (n, entry) -> !key.matches(n, entry);
  }

  private static Key flag(String flag) {
    return (n, entry) -> entry.message.has(flag);
  }

  private Key uids(String set) {
    LongPredicate wanted = UidRanges.parse(set).resolve(view.largestUid());
    return (n, entry) -> wanted.test(entry.message.uid);
  }

  private Key sequence(String set) {
    if (set.isEmpty() || !(Character.isDigit(set.charAt(0)) || set.charAt(0) == '*')) {
      throw Refusal.bad("Unknown search key " + set);
    }
    LongPredicate wanted = UidRanges.parse(set).resolve(view.entries.size());
    return (n, entry) -> wanted.test(n);
  }

  private interface DayTest {
    boolean test(LocalDate date, LocalDate wanted);
  }

  /** RFC 9051 section 6.4.4: the date as it stands, disregarding time and zone. */
  private static Key day(Value argument, DayTest test) {
    LocalDate wanted = ImapDate.parseDay(argument.text());
    return (n, entry) -> test.test(entry.message.internalDate.toLocalDate(), wanted);
  }

  private interface SizeTest {
    boolean test(long bytes, long limit);
  }

  private static Key size(long limit, SizeTest test) {
    return (n, entry) -> test.test(entry.message.content.length, limit);
  }

  private static Key header(String name, String wanted) {
    String lowerName = name.toLowerCase(Locale.ROOT);
    String lowerWanted = wanted.toLowerCase(Locale.ROOT);
    Predicate<MessageText.Field> matches =
        field ->
            field.name().equals(lowerName)
                && field.value().toLowerCase(Locale.ROOT).contains(lowerWanted);
    return (n, entry) -> MessageText.fields(entry.message.content).stream().anyMatch(matches);
  }

  private interface Part {
    byte[] of(byte[] content);
  }

  private static Key contains(String wanted, Part part) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return (n, entry) ->
        new String(part.of(entry.message.content), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT)
            .contains(lower);
  }

  private Key modSeq(Value first, Iterator<Value> rest) {
    if (!session.has(Extension.CONDSTORE)) {
      throw Refusal.bad("Unknown search key MODSEQ");
    }
    usesModSeq = true;
    session.enabled.add(Extension.CONDSTORE);
    Value value = first;
    if (!Character.isDigit(first.text().charAt(0))) {
      // The optional entry name and type of RFC 7162 section 3.1.5 make no difference here.
      take(rest);
      value = take(rest);
    }
    long least = value.number();
    return (n, entry) -> entry.message.modSeq >= least;
  }
}
