package org.transhume.engine.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;

/**
 * The ledger of one transfer as the engine sees it. Safe for several threads; each pair belongs to
 * one at a time.
 */
public final class TransferLedger {
  private final LedgerStorage storage;
  private final Clock clock;
  private final FlagNumbers flagNumbers;
  private final Pairs pairs;

  public TransferLedger(LedgerStorage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
    this.flagNumbers = new FlagNumbers(storage);
    this.pairs = new Pairs(storage);
  }

  /** The pairs of folders the transfer knows. */
  public List<PairRecord> pairs() {
    return pairs.all();
  }

  /** The pairs of a source folder, those of its earlier lives included. */
  public List<PairRecord> pairsOf(MailboxName source) {
    return pairs.of(source);
  }

  /** The pair of exactly these two lives of folders, made now if it is new. */
  public PairLedger pair(FolderKey source, FolderKey destination) {
    Optional<PairRecord> known =
        pairs.of(source.name()).stream()
            .filter(pair -> pair.source().equals(source) && pair.destination().equals(destination))
            .findFirst();
    if (known.isPresent()) {
      return open(known.get());
    }
    var made =
        new PairRecord(new PairId(storage.newNumber()), source, destination, Optional.empty());
    pairs.put(made);
    return open(made).ofWhichNothingIsKnown();
  }

  /** A pair that is known. */
  public PairLedger open(PairRecord pair) {
    return new PairLedger(storage, pairs, flagNumbers, clock, pair);
  }

  /**
   * Ends the life on record of folders that began anew and kept their UIDVALIDITY: what the pair
   * knows was of an earlier life. Returns when that is durable.
   *
   * @param sides whose folder it was
   */
  public void endLife(PairRecord pair, Set<Side> sides) {
    pairs.put(
        new PairRecord(
            pair.id(),
            sides.contains(Side.SOURCE) ? pair.source().ended() : pair.source(),
            sides.contains(Side.DESTINATION) ? pair.destination().ended() : pair.destination(),
            Optional.empty()));
  }

  /**
   * One of the pair's folders, or both, have other names now; all that is known of it stays. It is
   * durable on return.
   */
  public PairRecord rename(PairRecord pair, FolderKey source, FolderKey destination) {
    var renamed = new PairRecord(pair.id(), source, destination, pair.snapshot());
    pairs.put(renamed);
    if (!pair.destination().equals(destination)
        && storage.foldersMade().contains(pair.destination())) {
      storage
          .write(
              List.of(
                  new LedgerRecord.DropFolderMade(pair.destination()),
                  new LedgerRecord.PutFolderMade(destination)))
          .await();
    }
    return renamed;
  }

  /** The folders at the destination that were made by this transfer. */
  public List<FolderKey> foldersMade() {
    return storage.foldersMade();
  }

  /** Notes that the folders were made; it is durable on return. */
  public void made(List<FolderKey> folders) {
    storage
        .write(folders.stream().<LedgerRecord>map(LedgerRecord.PutFolderMade::new).toList())
        .await();
  }

  /** Notes that a folder that was made is no longer there; it is durable on return. */
  public void unmade(FolderKey folder) {
    storage.write(List.of(new LedgerRecord.DropFolderMade(folder))).await();
  }

  /** Notes that a pass begins; it counts as killed until {@link #endPass} is called. */
  public PassRecord beginPass() {
    long number = storage.passes().stream().mapToLong(PassRecord::number).max().orElse(0) + 1;
    var pass = new PassRecord(number, clock.instant(), Optional.empty(), "", 0, 0);
    storage.write(List.of(new LedgerRecord.PutPass(pass))).await();
    return pass;
  }

  /** Notes how a pass ended. */
  public PassRecord endPass(PassRecord pass, String verdict, long copied, long bytes) {
    Instant now = clock.instant();
    var ended =
        new PassRecord(pass.number(), pass.began(), Optional.of(now), verdict, copied, bytes);
    storage.write(List.of(new LedgerRecord.PutPass(ended))).await();
    return ended;
  }

  /** The passes so far, oldest first. */
  public List<PassRecord> passes() {
    return storage.passes();
  }
}
