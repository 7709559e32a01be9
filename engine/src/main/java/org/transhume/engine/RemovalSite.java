package org.transhume.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * A pair of folders something may be removed from.
 *
 * @param place where the folder of the destination stands as long as nothing is changed
 * @param source the source folder; absent where it is there no more
 * @param isAbsent whether the destination folder is still to be made, since this is a plan
 * @param planned what a plan would copy into the folder, or adopt
 */
record RemovalSite(
    PassContext context,
    PairLedger pair,
    MailboxName place,
    Optional<MailboxName> source,
    boolean isAbsent,
    UidSet planned) {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The name of the destination folder in reports. */
  MailboxName destination() {
    return pair.pair().destination().name();
  }

  /** What the source folder holds, unless it is not listed whole, or is another by now. */
  Optional<UidSet> listed() {
    for (int tries = 1; tries <= TRIES; tries++) {
      Optional<UidSet> whole = again(context, this::whole);
      if (whole.isPresent()) {
        return whole;
      }
    }
    return Optional.empty();
  }

  private Optional<UidSet> whole() {
    try (OpenFolder folder = openSource()) {
      UidSet uids = folder.uids().await();
      return isSource(folder.status()) && uids.size() >= folder.status().messages()
          ? Optional.of(uids)
          : Optional.empty();
    }
  }

  OpenFolder openSource() {
    return context.source().open(source.orElseThrow());
  }

  DestinationFolder openDestination() {
    return context.destination().open(context.mode() == PassMode.PLAN ? place : destination());
  }

  /** Whether that is the source folder of the pair, in the life that is on record. */
  boolean isSource(FolderStatus status) {
    return status.uidValidity().equals(pair.pair().source().uidValidity());
  }

  /** The same of the destination. */
  boolean isDestination(FolderStatus status) {
    return status.uidValidity().equals(pair.pair().destination().uidValidity());
  }

  /** Does {@code work}, again where only the connection died. */
  static <T> T again(PassContext context, Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (EndpointException e) {
        boolean isWorth = e.retry() == Retry.NOW && e.scope().compareTo(Scope.CONNECTION) <= 0;
        if (!isWorth || tries == TRIES) {
          throw e;
        }
        context.sleeper().sleep(PAUSE);
      }
    }
  }
}
