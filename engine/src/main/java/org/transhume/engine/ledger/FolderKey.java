package org.transhume.engine.ledger;

import org.transhume.mail.MailboxName;
import org.transhume.mail.UidValidity;

/** One lifetime of one folder: when UIDVALIDITY changes it is another. */
public record FolderKey(MailboxName name, UidValidity uidValidity) {}
