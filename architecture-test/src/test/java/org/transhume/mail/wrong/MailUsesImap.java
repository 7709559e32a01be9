package org.transhume.mail.wrong;

import org.transhume.imap.wrong.Client;

public interface MailUsesImap {
  Client client();
}
