package org.transhume.engine.preflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * Whether an account that goes by a new name is one a ledger knows. Names and UIDVALIDITYs alone
 * prove nothing: many servers take the second a folder was made for its UIDVALIDITY, and accounts
 * that a script makes, or that are copied from a template, share all of them. So messages decide:
 * whether under the UIDs on record stand the messages on record. Where they do, nothing is at stake
 * even if it is a replica. Only reads (ADR 0019).
 */
public final class KnownAgain {
  /** So many different messages known again are no template's; a template holds a welcome. */
  static final int ENOUGH = 5;

  private static final int FOLDERS_READ = 4;
  private static final int MESSAGES_READ = 16;

  private final Side side;
  private final FolderList shown;
  private final Function<MailboxName, OpenFolder> opener;
  private final Set<Long> knownAgain = new HashSet<>();
  private int otherMessages;

  private KnownAgain(Side side, FolderList shown, Function<MailboxName, OpenFolder> opener) {
    this.side = side;
    this.shown = shown;
    this.opener = opener;
  }

  /**
   * Compares what an account shows with what ledgers know of it.
   *
   * @param side which side of the ledgers the account would be
   * @param known the transfers that have it on that side
   * @param shown the account's folders
   * @param opener opens one of them for reading
   * @throws org.transhume.engine.endpoint.EndpointException if a folder cannot be read
   */
  public static Likeness of(
      Side side,
      List<LedgerStorage> known,
      FolderList shown,
      Function<MailboxName, OpenFolder> opener) {
    return new KnownAgain(side, shown, opener).compare(known);
  }

  /**
   * A folder on record.
   *
   * @param uids on its side
   */
  private record Recorded(
      LedgerStorage ledger, PairRecord pair, FolderKey key, RangeMap toSource, UidSet uids) {}

  private Likeness compare(List<LedgerStorage> known) {
    List<Recorded> recorded = known.stream().flatMap(l -> recorded(l).stream()).toList();
    if (recorded.stream().allMatch(folder -> folder.uids().isEmpty())) {
      return Likeness.ANOTHER;
    }
    Map<FolderKey, FolderStatus> sameLives = new LinkedHashMap<>();
    Set<FolderKey> otherLives = new HashSet<>();
    for (Recorded folder : recorded) {
      Optional<FolderStatus> status = status(folder.key().name());
      if (status.isPresent()) {
        if (status.get().uidValidity().equals(folder.key().uidValidity())) {
          sameLives.put(folder.key(), status.get());
        } else {
          otherLives.add(folder.key());
        }
      }
    }
    List<Recorded> inSameLife =
        recorded.stream().filter(folder -> sameLives.containsKey(folder.key())).toList();
    if (inSameLife.stream().allMatch(folder -> folder.uids().isEmpty())) {
      return Likeness.UNRELATED;
    }
    for (Recorded folder : inSameLife) {
      FolderStatus status = sameLives.get(folder.key());
      if (status != null && !isPossible(folder, status)) {
        otherMessages++;
      }
    }
    inSameLife.stream()
        .filter(folder -> !folder.uids().isEmpty())
        .sorted(Comparator.comparingLong((Recorded folder) -> -folder.uids().size()))
        .limit(FOLDERS_READ)
        .forEach(this::read);
    if (otherMessages > 0) {
      return knownAgain.isEmpty() ? Likeness.ANOTHER : Likeness.UNCERTAIN;
    }
    return knownAgain.size() >= ENOUGH && sameLives.size() > otherLives.size()
        ? Likeness.SAME
        : Likeness.UNCERTAIN;
  }

  private Optional<FolderStatus> status(MailboxName name) {
    return shown.folders().stream()
        .filter(folder -> folder.name().text().equals(name.text()))
        .findFirst()
        .flatMap(ListedFolder::status);
  }

  private List<Recorded> recorded(LedgerStorage ledger) {
    var recorded = new ArrayList<Recorded>();
    for (PairRecord pair : ledger.pairs()) {
      var toSource = new RangeMap();
      if (side == Side.SOURCE) {
        ledger
            .ranges(pair.id(), Column.STATE)
            .forEach((first, last, _) -> toSource.put(first, last, 0));
      } else {
        ledger
            .ranges(pair.id(), Column.OFFSET)
            .forEach((first, last, offset) -> toSource.put(first + offset, last + offset, -offset));
      }
      FolderKey key = side == Side.SOURCE ? pair.source() : pair.destination();
      recorded.add(new Recorded(ledger, pair, key, toSource, toSource.keys()));
    }
    return recorded;
  }

  /** UIDs on record are below UIDNEXT, or they were given by another folder (RFC 9051, 2.3.1.1). */
  private static boolean isPossible(Recorded folder, FolderStatus status) {
    return folder.uids().isEmpty()
        || status.uidNext().filter(next -> next.value() <= folder.uids().last().value()).isEmpty();
  }

  private void read(Recorded folder) {
    try (OpenFolder open = opener.apply(folder.key().name())) {
      if (!open.status().uidValidity().equals(folder.key().uidValidity())) {
        return;
      }
      UidSet some = Spread.over(open.uids().await().intersect(folder.uids()), MESSAGES_READ);
      Map<Long, Long> onRecord = onRecord(folder, some);
      if (onRecord.isEmpty()) {
        return;
      }
      var uids = new UidSet.Builder();
      onRecord.keySet().forEach(uids::add);
      Map<Long, Identity> there = new HashMap<>();
      open.list(
              uids.build(),
              Set.of(Item.IDENTITY),
              meta ->
                  meta.identity()
                      .map(Identity::of)
                      .ifPresent(identity -> there.put(meta.uid().value(), identity)))
          .await();
      onRecord.forEach(
          (uid, identity) -> {
            Identity now = there.get(uid);
            if (now != null) {
              compare(now, identity);
            }
          });
    }
  }

  /** Without a Message-ID many messages look like one another. */
  private void compare(Identity there, long onRecord) {
    if (there.hash() != onRecord) {
      otherMessages++;
    } else if (there.hasMessageId()) {
      knownAgain.add(there.hash());
    }
  }

  /** The identities on record, by the UIDs of this side; of odd messages servers alter headers. */
  private static Map<Long, Long> onRecord(Recorded folder, UidSet some) {
    var back = new HashMap<Long, Long>();
    var sourceUids = new UidSet.Builder();
    some.forEach(
        uid -> {
          long source = uid + folder.toSource().get(uid).orElseThrow();
          back.put(source, uid);
          sourceUids.add(source);
        });
    var identities = new HashMap<Long, Long>();
    folder
        .ledger()
        .contents(
            folder.pair().id(),
            sourceUids.build(),
            entry -> {
              if (entry.content().oddities().isEmpty() && entry.content().identity() != 0) {
                identities.put(back.get(entry.uid()), entry.content().identity());
              }
            });
    return identities;
  }
}
