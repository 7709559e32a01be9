package org.transhume.engine;

import java.time.Clock;
import java.util.Optional;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.engine.pace.Pace;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/** What all lanes of a pass share. */
record PassContext(
    MailSource source,
    MailDestination destination,
    TransferLedger ledger,
    PassOptions options,
    PassMode mode,
    String selectionDigest,
    MessageChoice choice,
    Optional<Once> once,
    PassListener listener,
    Clock clock,
    Sleeper sleeper,
    Ticker ticker,
    Pace pace) {
  /** In a plan a folder that is still to be made is an empty one. */
  DestinationFolder openDestination(FolderTask task) {
    return mode == PassMode.PLAN && task.existing().isEmpty()
        ? new AbsentFolder()
        : destination.open(task.standsAt());
  }
}
