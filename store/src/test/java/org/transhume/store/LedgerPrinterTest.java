package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Oddity;
import org.transhume.engine.content.Repair;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/**
 * {@code -Dtranshume.golden=rewrite} writes the example of the documentation anew instead of
 * comparing it.
 */
final class LedgerPrinterTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "LEDGER-EXAMPLE.txt");
  private static final AccountId DESTINATION = new AccountId("new.example.org", "ada@example.org");
  private static final AccountId SOURCE = new AccountId("imap.example.com", "ada");
  private static final PairId INBOX = new PairId(1);
  private static final PairId SENT = new PairId(2);

  @TempDir private Path state;

  @Test
  void printsTheExampleOfTheDocumentation() throws IOException {
    try (LedgerFile file = LedgerDirectory.in(state).open(DESTINATION)) {
      firstPass(file.transfer(SOURCE));
    }
    try (LedgerFile file = LedgerDirectory.in(state).open(DESTINATION)) {
      secondPassKilled(file.transfer(SOURCE));
    }

    String printed = print(DESTINATION);

    if ("rewrite".equals(System.getProperty("transhume.golden"))) {
      Files.writeString(EXAMPLE, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(EXAMPLE));
  }

  @Test
  void printsALedgerWithoutTransfers() {
    LedgerDirectory.in(state).open(DESTINATION).close();

    assertThat(print(DESTINATION))
        .isEqualTo(
            LedgerFileName.of(DESTINATION)
                + ".ledger\n"
                + "  format 2, digests 1, openings for writing 1\n"
                + "  destination: ada@example.org at new.example.org\n");
  }

  @Test
  void printsNothingThatATerminalWouldObey() {
    var hostile = "a\u001b[2Jb\r\nc\u202ed\u0000\u2028\uD83De";
    var account = new AccountId(hostile, hostile);
    try (LedgerFile file = LedgerDirectory.in(state).open(account)) {
      file.transfer(account)
          .write(
              List.of(
                  new LedgerRecord.PutPair(pair(INBOX, hostile, hostile, Optional.empty())),
                  new LedgerRecord.PutFlags(2, Flags.of(Flag.of(hostile))),
                  range(INBOX, Column.SOURCE_FLAGS, 1, 1, 2),
                  new LedgerRecord.PutNote(INBOX, new Note(1, "ODD", hostile)),
                  new LedgerRecord.PutPass(
                      new PassRecord(1, Instant.EPOCH, Optional.empty(), hostile, 0, 0))))
          .await();
    }

    String printed = print(account);

    assertThat(printed)
        .contains(": a\\u001b[2Jb\\u000d\\u000ac\\u202ed\\u0000\\u2028\\ud83de at a")
        .matches("(?s)[\\P{C}\n]*");
    assertThat(printed.lines()).hasSize(12);
  }

  @Test
  void printsCodesItDoesNotKnowAsNumbers() {
    try (LedgerFile file = LedgerDirectory.in(state).open(DESTINATION)) {
      var records = new ArrayList<LedgerRecord>();
      records.add(new LedgerRecord.PutPair(pair(INBOX, "INBOX", "INBOX", Optional.empty())));
      for (Column column : Column.values()) {
        records.add(range(INBOX, column, 1, 1, 99));
      }
      file.transfer(SOURCE).write(records).await();
    }

    assertThat(print(DESTINATION).lines().filter(line -> line.contains("1 unknown (99)")))
        .hasSize(7);
  }

  @Test
  void saysThatItCannotPrint() {
    LedgerDirectory.in(state).open(DESTINATION).close();
    var broken =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public Appendable append(char c) throws IOException {
            throw new IOException("closed");
          }
        };

    try (LedgerView view = LedgerDirectory.in(state).view(DESTINATION).orElseThrow()) {
      assertThatThrownBy(() -> LedgerPrinter.print(view, broken))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  /** INBOX: 120 messages, of which one was too large and two had gone; Sent: all of 40. */
  private static void firstPass(LedgerStorage ledger) {
    Instant began = Instant.parse("2026-11-23T08:00:00Z");
    Snapshot sent =
        new Snapshot(
            status(1_611_000_002, 40, 41, 77),
            status(1_790_000_002, 40, 41, 0),
            "9f86d081884c7d65");
    ledger
        .write(
            List.of(
                new LedgerRecord.PutPair(pair(INBOX, "INBOX", "INBOX", Optional.empty())),
                new LedgerRecord.PutPair(pair(SENT, "Éléments envoyés", "Sent", Optional.of(sent))),
                new LedgerRecord.PutFlags(3, Flags.none()),
                new LedgerRecord.PutFlags(4, Flags.of(Flag.SEEN)),
                new LedgerRecord.PutFlags(
                    5, Flags.of(Flag.SEEN, Flag.ANSWERED, Flag.of("$Forwarded")))))
        .await();
    ledger
        .write(
            List.of(
                range(INBOX, Column.OFFSET, 1, 56, 4),
                range(INBOX, Column.OFFSET, 59, 119, 2),
                range(INBOX, Column.STATE, 1, 56, MessageState.PRESENT.code()),
                range(INBOX, Column.STATE, 59, 119, MessageState.PRESENT.code()),
                range(INBOX, Column.STATE, 120, 120, MessageState.FAILED.code()),
                range(INBOX, Column.ORIGIN, 1, 3, Origin.ADOPTED.code()),
                range(INBOX, Column.ORIGIN, 4, 56, Origin.OURS.code()),
                range(INBOX, Column.ORIGIN, 59, 119, Origin.OURS.code()),
                range(INBOX, Column.SOURCE_FLAGS, 1, 56, 4),
                range(INBOX, Column.SOURCE_FLAGS, 59, 80, 4),
                range(INBOX, Column.SOURCE_FLAGS, 81, 81, 5),
                range(INBOX, Column.SOURCE_FLAGS, 82, 119, 3),
                range(INBOX, Column.DESTINATION_FLAGS, 1, 56, 4),
                range(INBOX, Column.DESTINATION_FLAGS, 59, 90, 4),
                range(INBOX, Column.DESTINATION_FLAGS, 91, 119, 3),
                range(INBOX, Column.VERIFIED, 1, 3, VerifiedLevel.IDENTITY.code()),
                range(INBOX, Column.VERIFIED, 4, 56, VerifiedLevel.UID_LISTED.code()),
                range(INBOX, Column.VERIFIED, 59, 118, VerifiedLevel.UID_LISTED.code()),
                range(INBOX, Column.VERIFIED, 119, 119, VerifiedLevel.OCTETS.code()),
                range(INBOX, Column.REPAIRED, 119, 119, Repair.code(Set.of(Repair.NUL))),
                new LedgerRecord.PutContents(INBOX, contents(1, 56)),
                new LedgerRecord.PutContents(INBOX, contents(59, 119)),
                new LedgerRecord.PutNote(
                    INBOX,
                    new Note(120, "MESSAGE_TOO_LARGE", "NO [TOOBIG] Message exceeds 50 MB"))))
        .await();
    ledger
        .write(
            List.of(
                range(SENT, Column.OFFSET, 1, 40, 0),
                range(SENT, Column.STATE, 1, 40, MessageState.PRESENT.code()),
                range(SENT, Column.ORIGIN, 1, 40, Origin.OURS.code()),
                range(SENT, Column.SOURCE_FLAGS, 1, 40, 4),
                range(SENT, Column.DESTINATION_FLAGS, 1, 40, 4),
                range(SENT, Column.VERIFIED, 1, 40, VerifiedLevel.UID_LISTED.code()),
                new LedgerRecord.PutContents(SENT, contents(1, 40)),
                new LedgerRecord.PutPass(
                    new PassRecord(
                        1,
                        began,
                        Optional.of(began.plusMillis(91_250)),
                        "FAIL",
                        156,
                        156 * 17_990))))
        .await();
  }

  /** Killed after it had sent 121 to 130 and before it knew what became of them. */
  private static void secondPassKilled(LedgerStorage ledger) {
    Instant began = Instant.parse("2026-11-24T08:00:00Z");
    ledger
        .write(
            List.of(
                new LedgerRecord.PutPass(new PassRecord(2, began, Optional.empty(), "", 0, 0)),
                new LedgerRecord.PutIntent(
                    new Intent(
                        6,
                        INBOX,
                        Intent.State.OPEN,
                        UidSet.parse("121:130"),
                        new UidNext(125),
                        began.plusSeconds(2))),
                new LedgerRecord.PutIntent(
                    new Intent(
                        7,
                        SENT,
                        Intent.State.WATCHED,
                        UidSet.parse("41,43"),
                        new UidNext(41),
                        began.plusSeconds(1)))))
        .await();
  }

  private static FolderStatus status(long uidValidity, long messages, long uidNext, long modSeq) {
    return new FolderStatus(
        new UidValidity(uidValidity),
        Optional.of(new UidNext(uidNext)),
        messages,
        new ModSeq(modSeq));
  }

  private static PairRecord pair(
      PairId id, String source, String destination, Optional<Snapshot> snapshot) {
    return new PairRecord(
        id,
        new FolderKey(new MailboxName(source, '.'), new UidValidity(1_611_000_000 + id.value())),
        new FolderKey(
            new MailboxName(destination, '/'), new UidValidity(1_790_000_000 + id.value())),
        snapshot);
  }

  private static LedgerRecord range(PairId pair, Column column, long first, long last, long value) {
    return new LedgerRecord.PutRange(pair, column, first, last, value);
  }

  private static List<ContentEntry> contents(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(
            uid ->
                new ContentEntry(
                    uid,
                    new Content(
                        new ContentDigest(uid, uid),
                        uid,
                        uid % 50 == 17 ? Set.of(Oddity.BARE_LF, Oddity.LONG_LINE) : Set.of(),
                        17_990)))
        .toList();
  }

  private String print(AccountId destination) {
    var printed = new StringBuilder();
    try (LedgerView view = LedgerDirectory.in(state).view(destination).orElseThrow()) {
      LedgerPrinter.print(view, printed);
    }
    return printed.toString();
  }
}
