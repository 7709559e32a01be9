package org.transhume.imap;

import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Flag;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/** What UID SEARCH looks for (RFC 9051 section 6.4.4): all of several keys. Immutable. */
public final class SearchQuery {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final SearchQuery ALL = new SearchQuery(text -> text.raw("ALL"));

  private final Consumer<CommandText> keys;

  private SearchQuery(Consumer<CommandText> keys) {
    this.keys = keys;
  }

  /** Every message. */
  public static SearchQuery all() {
    return ALL;
  }

  /** Those of {@code uids} that exist. */
  public static SearchQuery uids(UidSet uids) {
    if (uids.isEmpty()) {
      throw new IllegalArgumentException("A search among no messages");
    }
    return new SearchQuery(text -> text.raw("UID ").raw(UidSets.openEnded(uids)));
  }

  /** What a person wrote. */
  public static SearchQuery keys(SearchKeys written) {
    return new SearchQuery(text -> write(written, text));
  }

  private static void write(SearchKeys written, CommandText text) {
    if (written.isBeyondAscii()) {
      text.raw("CHARSET UTF-8 ");
    }
    for (SearchKeys.Piece piece : written.pieces()) {
      switch (piece) {
        case SearchKeys.Piece.Keys(String keys) -> text.raw(keys);
        case SearchKeys.Piece.Quoted(String quoted) -> text.string(quoted);
      }
    }
  }

  /** And with {@code flag} set. */
  public SearchQuery and(Flag flag) {
    return and(flag, "");
  }

  /** And with {@code flag} not set. */
  public SearchQuery andNot(Flag flag) {
    return and(flag, "UN");
  }

  private SearchQuery and(Flag flag, String un) {
    if (flag.isSystem()) {
      String name = flag.name().substring(1).toUpperCase(Locale.ROOT);
      return plus(text -> text.raw(un).atom(name));
    }
    return plus(text -> text.raw(un).raw("KEYWORD ").atom(flag.name()));
  }

  /** And received on that day or later, as the server counts days. */
  public SearchQuery since(LocalDate day) {
    return plus(text -> text.raw("SINCE ").raw(date(day)));
  }

  /** And received before that day. */
  public SearchQuery before(LocalDate day) {
    return plus(text -> text.raw("BEFORE ").raw(date(day)));
  }

  private static String date(LocalDate day) {
    return day.getDayOfMonth() + "-" + MONTHS[day.getMonthValue() - 1] + "-" + day.getYear();
  }

  /** And larger than so many octets. */
  public SearchQuery larger(long bytes) {
    return plus(text -> text.raw("LARGER ").number(bytes));
  }

  /** And with a header field that contains {@code value}; empty finds every message that has it. */
  public SearchQuery header(String field, String value) {
    return plus(text -> text.raw("HEADER ").string(field).raw(" ").string(value));
  }

  /** And changed at or after {@code modSeq} (RFC 7162 section 3.1.5). */
  public SearchQuery modSeqFrom(ModSeq from) {
    return plus(text -> text.raw("MODSEQ ").number(from.value()));
  }

  /** And among {@code uids}. */
  SearchQuery among(UidSet uids) {
    return plus(text -> text.raw("UID ").raw(UidSets.openEnded(uids)));
  }

  private SearchQuery plus(Consumer<CommandText> key) {
    return new SearchQuery(
        text -> {
          keys.accept(text);
          key.accept(text.raw(" "));
        });
  }

  void writeTo(CommandText text) {
    keys.accept(text);
  }
}
