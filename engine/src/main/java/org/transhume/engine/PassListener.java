package org.transhume.engine;

import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.MailboxName;

/**
 * Told what a pass is doing, from several threads, some of which read the wire: it must be quick
 * and must not throw.
 */
public interface PassListener {
  /** The folders are known. */
  default void planned(int folders, long messages) {}

  /** Work on a folder begins, which held that many messages when the source listed it. */
  default void folderBegan(MailboxName folder, long messages) {}

  /** What of a folder is to be copied is known. */
  default void toCopy(MailboxName folder, long messages) {}

  /** That many messages and octets more were handed to the destination. */
  default void sent(MailboxName folder, long messages, long bytes) {}

  /** A side failed; the folder will be tried again after {@code pauseMillis}. */
  default void retrying(MailboxName folder, EndpointException cause, long pauseMillis) {}

  /** Nothing goes out before a certain time. */
  default void waiting(Wait wait) {}

  /** A folder is done, well or not. */
  default void folderEnded(FolderReport report) {}

  /** Listens to nothing. */
  static PassListener none() {
    return new PassListener() {};
  }
}
