package org.transhume.imap.testkit.corpus;

import java.util.Iterator;
import org.transhume.imap.testkit.SeedMail;

/**
 * A folder and its messages in their order of arrival.
 *
 * @param name its name
 * @param isSubscribed whether the owner subscribed to it
 * @param mails generated anew, and the same, each time they are walked through
 */
public record CorpusFolder(FolderName name, boolean isSubscribed, Iterable<CorpusMail> mails) {

  /** The messages without the names of their kinds. */
  public Iterable<SeedMail> seedMails() {
    return () -> {
      var rest = mails.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rest.hasNext();
        }

        @Override
        public SeedMail next() {
          return rest.next().mail();
        }
      };
    };
  }
}
