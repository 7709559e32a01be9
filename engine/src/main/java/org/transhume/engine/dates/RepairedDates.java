package org.transhume.engine.dates;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.transhume.engine.content.SentDate;
import org.transhume.engine.endpoint.HeaderFields;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidSet;

/**
 * Decides which messages of a folder are sent with a date of their header instead of their
 * INTERNALDATE, and writes it down before any of them is sent. A date is plainly wrong if there is
 * none, if it is before 2 January 1970 (a zero, or none at all, in a server's own files) or more
 * than a day ahead, or if it is one of a {@link CrowdedDays crowded day} and the header says that
 * the message is more than a day older. What the header says counts only if it is not plainly wrong
 * itself. One thread.
 */
public final class RepairedDates {
  private static final int WINDOW = 2_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant EARLIEST = Instant.EPOCH.plus(DAY);

  private final DateRepair repair;
  private final OpenFolder source;
  private final PairLedger ledger;
  private final Instant latest;

  /**
   * A repair of one folder.
   *
   * @param now what the future is measured from
   */
  public RepairedDates(DateRepair repair, OpenFolder source, PairLedger ledger, Instant now) {
    this.repair = repair;
    this.source = source;
    this.ledger = ledger;
    this.latest = now.plus(DAY);
  }

  /**
   * Decides on {@code toCopy}. Costs a line for each of {@code all}, which is the whole folder, and
   * the header fields of those that may be wrong; nothing where nothing is repaired.
   */
  public void decide(UidSet all, UidSet toCopy) {
    UidSet decided = ledger.withSentDate().intersect(toCopy);
    if (!decided.isEmpty()) {
      ledger.change().ownDate(decided).record().await();
    }
    if (repair == DateRepair.NONE || toCopy.isEmpty()) {
      return;
    }
    var days = new CrowdedDays();
    var wrong = new UidSet.Builder();
    if (repair != DateRepair.ALL_FROM_SENT) {
      inWindows(all, Set.of(Item.INTERNAL_DATE), meta -> look(meta, days, wrong));
    }
    Predicate<InternalDate> crowded = days.test();
    UidSet plainlyWrong = wrong.build();
    for (UidSet rest = toCopy; !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      UidSet doubtful = doubtful(window, plainlyWrong, crowded);
      LedgerChange change = ledger.change();
      source
          .list(
              doubtful,
              Set.of(Item.INTERNAL_DATE, Item.IDENTITY_AND_RECEIVED),
              meta -> better(meta, crowded).ifPresent(d -> change.sentDate(meta.uid().value(), d)))
          .await();
      change.record().await();
    }
  }

  private void look(Meta meta, CrowdedDays days, UidSet.Builder wrong) {
    meta.internalDate().filter(this::isPossible).ifPresent(days::add);
    if (meta.internalDate().filter(this::isPossible).isEmpty()) {
      wrong.add(meta.uid().value());
    }
  }

  private void inWindows(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
    for (UidSet rest = uids; !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      source.list(window, items, receiver).await();
    }
  }

  /** The messages whose header has to be read. */
  private UidSet doubtful(UidSet window, UidSet wrong, Predicate<InternalDate> crowded) {
    if (repair == DateRepair.ALL_FROM_SENT) {
      return window;
    }
    var doubtful = new UidSet.Builder();
    doubtful.addAll(window.intersect(wrong));
    source
        .list(
            window,
            Set.of(Item.INTERNAL_DATE),
            meta ->
                meta.internalDate()
                    .filter(crowded)
                    .ifPresent(_ -> doubtful.add(meta.uid().value())))
        .await();
    return doubtful.build();
  }

  private boolean isPossible(InternalDate date) {
    Instant instant = date.toInstant();
    return !instant.isBefore(EARLIEST) && !instant.isAfter(latest);
  }

  /** What is sent in place of the message's own date. */
  private Optional<InternalDate> better(Meta meta, Predicate<InternalDate> crowded) {
    Optional<InternalDate> own = meta.internalDate();
    Stream<InternalDate> inHeader =
        meta.identity().stream().flatMap(this::dates).map(RepairedDates::of);
    return inHeader
        .filter(this::isPossible)
        .filter(date -> own.isEmpty() || isBetter(date, own.get(), crowded))
        .findFirst();
  }

  private Stream<OffsetDateTime> dates(HeaderFields header) {
    Stream<OffsetDateTime> received =
        repair == DateRepair.FROM_RECEIVED ? SentDate.received(header).stream() : Stream.empty();
    return Stream.concat(received, SentDate.of(header).stream());
  }

  private boolean isBetter(InternalDate date, InternalDate own, Predicate<InternalDate> crowded) {
    if (repair == DateRepair.ALL_FROM_SENT) {
      return !date.sameInstant(own);
    }
    return !isPossible(own)
        || (crowded.test(own) && date.toInstant().isBefore(own.toInstant().minus(DAY)));
  }

  private static InternalDate of(OffsetDateTime date) {
    return new InternalDate(date.toEpochSecond(), date.getOffset().getTotalSeconds() / 60);
  }
}
