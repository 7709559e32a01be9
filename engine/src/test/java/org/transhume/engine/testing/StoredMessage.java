package org.transhume.engine.testing;

import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;

/** A message in its place. */
public record StoredMessage(Uid uid, Mail mail, ModSeq modSeq) {}
