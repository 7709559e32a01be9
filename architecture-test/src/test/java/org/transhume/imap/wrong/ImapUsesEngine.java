package org.transhume.imap.wrong;

import org.transhume.engine.endpoint.MailSource;

public interface ImapUsesEngine {
  MailSource source();
}
