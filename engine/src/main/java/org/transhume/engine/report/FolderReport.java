package org.transhume.engine.report;

import java.util.List;
import java.util.Optional;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.mail.MailboxName;

/**
 * What a pass did with one folder.
 *
 * @param exceptions the first {@value #MAX_EXCEPTIONS} of them; the ledger has all
 * @param leftOut the messages that rules leave out, by rule
 * @param failure why the folder could not be worked through, if it could not
 * @param compromises what of its messages is there otherwise than at the source
 */
public record FolderReport(
    MailboxName source,
    MailboxName destination,
    FolderFigures figures,
    List<MessageException> exceptions,
    List<MessagesLeftOut> leftOut,
    Optional<EndpointException> failure,
    Compromises compromises) {
  /** How many exceptions a report names. */
  public static final int MAX_EXCEPTIONS = 1_000;

  public FolderReport {
    exceptions = List.copyOf(exceptions);
    leftOut = List.copyOf(leftOut);
  }

  /** A report without compromises. */
  public FolderReport(
      MailboxName source,
      MailboxName destination,
      FolderFigures figures,
      List<MessageException> exceptions,
      List<MessagesLeftOut> leftOut,
      Optional<EndpointException> failure) {
    this(source, destination, figures, exceptions, leftOut, failure, Compromises.NONE);
  }

  /** Whether every message of the folder is at the destination, proved, or left out by a rule. */
  public boolean isWhole() {
    return failure.isEmpty() && figures.failed() == 0 && figures.addsUp();
  }
}
