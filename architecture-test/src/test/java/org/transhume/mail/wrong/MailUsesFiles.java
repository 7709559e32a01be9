package org.transhume.mail.wrong;

import java.nio.file.Path;

public interface MailUsesFiles {
  Path path();
}
