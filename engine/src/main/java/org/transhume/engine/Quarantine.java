package org.transhume.engine;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.engine.report.MessageException;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * The messages that are not, or not provably, at the destination: named, and given out as they are
 * at the source. The ledger holds no mail; what is no longer at the source can be named only. Reads
 * the source and the ledger, changes nothing. One thread.
 */
public final class Quarantine {
  private final MailSource source;
  private final TransferLedger ledger;

  public Quarantine(MailSource source, LedgerStorage ledger, Clock clock) {
    this.source = source;
    this.ledger = new TransferLedger(ledger, clock);
  }

  /**
   * One message.
   *
   * @param folder of the source
   * @param destination where it was to go
   * @param message why it did not; its label is absent if the source no longer has it
   */
  public record Kept(MailboxName folder, MailboxName destination, MessageException message) {}

  /** Takes messages as they arrive, one after another, in the thread that reads the wire. */
  @FunctionalInterface
  public interface Receiver {
    /** A message of exactly {@code exactBytes} octets follows. */
    BodySink begin(Kept message, long exactBytes);
  }

  /** All of them, folder by folder, by UID. */
  public List<Kept> list() {
    var kept = new ArrayList<Kept>();
    for (PairRecord pair : ledger.pairs()) {
      PairLedger on = ledger.open(pair);
      UidSet uids = uids(on);
      if (!uids.isEmpty()) {
        kept.addAll(named(on, uids, labels(pair, uids)));
      }
    }
    return kept;
  }

  /**
   * Gives out all of {@code messages}, as {@link #list} named them.
   *
   * @return those the source does not give
   */
  public List<Kept> export(List<Kept> messages, Receiver receiver) {
    var missing = new ArrayList<Kept>();
    for (PairRecord pair : ledger.pairs()) {
      var wanted = new HashMap<Long, Kept>();
      var uids = new UidSet.Builder();
      for (Kept each : messages) {
        if (each.folder().equals(pair.source().name())
            && each.destination().equals(pair.destination().name())) {
          wanted.put(each.message().uid(), each);
          uids.add(each.message().uid());
        }
      }
      if (!wanted.isEmpty()) {
        export(pair, uids.build(), wanted, receiver).forEach(uid -> missing.add(wanted.get(uid)));
      }
    }
    return missing;
  }

  private UidSet export(PairRecord pair, UidSet uids, Map<Long, Kept> wanted, Receiver receiver) {
    Optional<OpenFolder> opened = open(pair);
    if (opened.isEmpty()) {
      return uids;
    }
    try (OpenFolder folder = opened.get()) {
      return folder
          .bodies(
              uids, (uid, bytes) -> receiver.begin(requireNonNull(wanted.get(uid.value())), bytes))
          .await();
    }
  }

  private static UidSet uids(PairLedger pair) {
    return pair.in(MessageState.FAILED).union(pair.in(MessageState.PRESENT).minus(pair.verified()));
  }

  private static List<Kept> named(PairLedger pair, UidSet uids, Map<Long, MessageLabel> labels) {
    var notes = new HashMap<Long, Note>();
    pair.notes(uids).forEach(note -> notes.put(note.uid(), note));
    var kept = new ArrayList<Kept>();
    uids.forEach(
        uid -> {
          Note note = notes.getOrDefault(uid, new Note(uid, FolderTally.NOT_COPIED, ""));
          kept.add(
              new Kept(
                  pair.pair().source().name(),
                  pair.pair().destination().name(),
                  new MessageException(
                      uid, note.code(), note.words(), Optional.ofNullable(labels.get(uid)), true)));
        });
    return kept;
  }

  private Map<Long, MessageLabel> labels(PairRecord pair, UidSet uids) {
    var labels = new HashMap<Long, MessageLabel>();
    Optional<OpenFolder> opened = open(pair);
    if (opened.isPresent()) {
      try (OpenFolder folder = opened.get()) {
        folder
            .list(
                uids,
                Set.of(Item.IDENTITY),
                meta ->
                    meta.identity()
                        .ifPresent(f -> labels.put(meta.uid().value(), MessageLabel.of(f))))
            .await();
      }
    }
    return labels;
  }

  /** The folder whose UIDs are on record; nothing if it is gone or began anew. */
  private Optional<OpenFolder> open(PairRecord pair) {
    OpenFolder folder;
    try {
      folder = source.open(pair.source().name());
    } catch (EndpointException e) {
      if (e.problem() == Problem.FOLDER_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
    if (folder.status().uidValidity().equals(pair.source().uidValidity())) {
      return Optional.of(folder);
    }
    folder.close();
    return Optional.empty();
  }
}
