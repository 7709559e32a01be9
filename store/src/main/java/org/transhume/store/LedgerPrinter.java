package org.transhume.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.transhume.engine.content.Oddity;
import org.transhume.engine.content.Repair;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerStorage.NumberedFlags;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PackedDate;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.mail.UidNext;

/**
 * Prints a ledger for a person to read: the same ledger always as the same text, with everything in
 * it but the digests, of which only the number is told. Rows are printed as they are read, so that
 * memory does not grow with the ledger. What servers said is untrusted: control characters and
 * those that turn the direction of writing are printed as {@code \}{@code u202e}.
 */
public final class LedgerPrinter {
  private final Connection connection;
  private final Appendable out;
  private final Map<Long, String> flags = new HashMap<>();

  private LedgerPrinter(Connection connection, Appendable out) throws SQLException {
    this.connection = connection;
    this.out = out;
    for (NumberedFlags numbered : LedgerReads.flags(connection)) {
      String text = numbered.flags().toString();
      flags.put(numbered.number(), text.isEmpty() ? "(none)" : printable(text));
    }
  }

  /**
   * Prints the whole of {@code ledger} as it is durable now, lines ended by LF; {@code out} is
   * called from another thread until this returns.
   *
   * @throws UncheckedIOException if {@code out} fails
   * @throws org.transhume.engine.endpoint.EndpointException if the file cannot be read
   */
  public static void print(LedgerView ledger, Appendable out) {
    ledger
        .readers()
        .ask(
            connection -> {
              // One transaction: a pass that goes on meanwhile is not seen by halves.
              execute(connection, "begin");
              new LedgerPrinter(connection, out).file(ledger.path().getFileName().toString());
              execute(connection, "commit");
              return true;
            });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void file(String name) throws SQLException {
    FileHeader header = FileHeader.read(connection);
    line(0, name);
    line(
        1,
        "format %d, digests %d, openings for writing %d"
            .formatted(
                Database.number(connection, "pragma user_version"),
                header.digestVersion(),
                header.fencing()));
    line(1, "destination: " + header.destination());
    for (AccountId source : LedgerReads.transfers(connection)) {
      line(0, "");
      line(0, "transfer from " + source);
      for (PassRecord pass : LedgerReads.passes(connection, source)) {
        line(1, pass(pass));
      }
      for (FolderKey made : LedgerReads.foldersMade(connection, source)) {
        line(1, "made: " + folder(made));
      }
      for (PairRecord pair : LedgerReads.pairs(connection, source)) {
        line(0, "");
        pair(pair);
      }
    }
  }

  private static String pass(PassRecord pass) {
    String end = pass.ended().map(ended -> " to " + ended).orElse(", not ended or killed");
    return "pass %d: %s%s, %d messages copied, %d octets%s"
        .formatted(
            pass.number(),
            pass.began(),
            end,
            pass.copied(),
            pass.bytes(),
            pass.verdict().isEmpty() ? "" : ", " + pass.verdict());
  }

  private void pair(PairRecord pair) throws SQLException {
    line(
        1,
        "pair %d: %s → %s"
            .formatted(pair.id().value(), folder(pair.source()), folder(pair.destination())));
    if (pair.snapshot().isPresent()) {
      snapshot(pair.snapshot().get());
    }
    offsets(pair.id());
    column(pair.id(), Column.STATE, "state", LedgerPrinter::state);
    column(pair.id(), Column.ORIGIN, "origin", LedgerPrinter::origin);
    column(pair.id(), Column.SOURCE_FLAGS, "flags at the source", this::flags);
    column(pair.id(), Column.DESTINATION_FLAGS, "flags at the destination", this::flags);
    column(pair.id(), Column.LACKING_FLAGS, "flags the destination did not take", this::flags);
    column(pair.id(), Column.SENT_DATE, "sent with the date", LedgerPrinter::date);
    column(pair.id(), Column.VERIFIED, "verified by", LedgerPrinter::verified);
    column(pair.id(), Column.REPAIRED, "repaired", code -> Repair.ofCode(code).toString());
    contents(pair.id());
    intents(pair.id());
    notes(pair.id());
  }

  private static String folder(FolderKey folder) {
    return "%s (UIDVALIDITY %s)".formatted(folder.name(), folder.uidValidity());
  }

  private void snapshot(Snapshot snapshot) {
    line(2, "as of the last whole pass");
    line(3, "source: " + status(snapshot.source()));
    line(3, "destination: " + status(snapshot.destination()));
    line(3, "selection: " + snapshot.selection());
  }

  private static String status(FolderStatus status) {
    return "%d messages, %s%s%s"
        .formatted(
            status.messages(),
            "UIDVALIDITY " + status.uidValidity(),
            status.uidNext().map(UidNext::toString).map(next -> ", UIDNEXT " + next).orElse(""),
            status.highestModSeq().isKnown() ? ", HIGHESTMODSEQ " + status.highestModSeq() : "");
  }

  private void offsets(PairId pair) throws SQLException {
    var section = new Section("UIDs");
    LedgerReads.ranges(
        connection,
        pair,
        Column.OFFSET,
        (first, last, offset) ->
            section.line(
                "source %s → destination %s (%+d)"
                    .formatted(uids(first, last), uids(first + offset, last + offset), offset)));
  }

  private void column(PairId pair, Column column, String title, LongFunction<String> words)
      throws SQLException {
    var section = new Section(title);
    LedgerReads.ranges(
        connection,
        pair,
        column,
        (first, last, value) -> section.line(uids(first, last) + " " + words.apply(value)));
  }

  private static String uids(long first, long last) {
    return first == last ? Long.toString(first) : first + ":" + last;
  }

  private static String date(long packed) {
    try {
      return PackedDate.unpack(packed).toString().strip();
    } catch (IllegalArgumentException | DateTimeException _) {
      return unknown(packed);
    }
  }

  private static String state(long code) {
    for (MessageState state : MessageState.values()) {
      if (state.code() == code) {
        return state.name();
      }
    }
    return unknown(code);
  }

  private static String origin(long code) {
    for (Origin origin : Origin.values()) {
      if (origin.code() == code) {
        return origin.name();
      }
    }
    return unknown(code);
  }

  private static String verified(long code) {
    for (VerifiedLevel level : VerifiedLevel.values()) {
      if (level.code() == code) {
        return level.name();
      }
    }
    return unknown(code);
  }

  private String flags(long number) {
    return flags.getOrDefault(number, unknown(number));
  }

  private static String unknown(long number) {
    return "unknown (" + number + ")";
  }

  private void contents(PairId pair) throws SQLException {
    long[] messagesAndOctets = new long[2];
    var odd = new EnumMap<Oddity, Long>(Oddity.class);
    LedgerReads.eachBlock(
        connection,
        pair,
        block -> {
          for (ContentEntry entry : block.entries()) {
            messagesAndOctets[0]++;
            messagesAndOctets[1] += entry.content().sizeBytes();
            entry.content().oddities().forEach(oddity -> odd.merge(oddity, 1L, Long::sum));
          }
        });
    if (messagesAndOctets[0] > 0) {
      var section = new Section("digests");
      section.line(
          "of %d messages, %d octets".formatted(messagesAndOctets[0], messagesAndOctets[1]));
      odd.forEach((oddity, count) -> section.line("%s in %d".formatted(oddity, count)));
    }
  }

  private void intents(PairId pair) throws SQLException {
    var section = new Section("owed");
    for (Intent intent : LedgerReads.intents(connection, pair)) {
      section.line(
          "intent %d, %s: source %s, at the destination at or above %s, since %s"
              .formatted(
                  intent.id(),
                  intent.state(),
                  intent.messages(),
                  intent.lowerBound(),
                  intent.since()));
    }
  }

  private void notes(PairId pair) throws SQLException {
    var section = new Section("notes");
    LedgerReads.eachNote(
        connection,
        pair,
        note ->
            section.line(
                "%d %s%s"
                    .formatted(
                        note.uid(),
                        note.code(),
                        note.words().isEmpty() ? "" : ": " + note.words())));
  }

  /** A part of a pair, whose title is printed only if something stands below it. */
  private final class Section {
    private final String title;
    private boolean begun;

    Section(String title) {
      this.title = title;
    }

    void line(String text) {
      if (!begun) {
        LedgerPrinter.this.line(2, title);
        begun = true;
      }
      LedgerPrinter.this.line(3, text);
    }
  }

  private void line(int level, String text) {
    try {
      out.append("  ".repeat(text.isEmpty() ? 0 : level)).append(printable(text)).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String printable(String text) {
    if (text.codePoints().allMatch(LedgerPrinter::isPrintable)) {
      return text;
    }
    var printable = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append("\\u%04x".formatted(c));
              }
            });
    return printable.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
