package org.transhume.server.csv;

import java.util.Optional;
import org.transhume.mail.Secret;
import org.transhume.server.transfer.MailAccess;
import org.transhume.server.transfer.Provider;
import org.transhume.server.transfer.TransferOptions;

/**
 * One mailbox to copy, as a line of a file asks for it.
 *
 * @param line counted from 1
 * @param title shown in lists
 * @param source the mailbox to read
 * @param sourcePassword its owner's, or the master user's if {@code source} names one
 * @param destinationAddress the mailbox to fill, a whole address
 * @param destination the server and the way to enter it; empty where its domain says
 * @param destinationPassword only layouts that have a column for it
 * @param reportTo who is sent the report of this transfer
 */
public record TransferLine(
    int line,
    Optional<String> title,
    Provider sourceType,
    MailAccess source,
    Secret sourcePassword,
    String destinationAddress,
    Provider destinationType,
    Optional<MailAccess> destination,
    Optional<Secret> destinationPassword,
    TransferOptions options,
    Optional<String> reportTo) {}
