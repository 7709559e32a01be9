package org.transhume.imap.testkit.corpus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.MaildirTree;
import org.transhume.imap.testkit.judge.ContentDigest;
import org.transhume.imap.testkit.judge.ExpectedSide;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * A mailbox to put on a server: the same seed gives the same octets, names, flags and dates
 * wherever it is generated. Nothing is held; messages are made while they are read.
 *
 * @param folders in the order they are created
 */
public record Corpus(List<CorpusFolder> folders) {
  public Corpus {
    folders = List.copyOf(folders);
  }

  /** Creates, fills and subscribes over IMAP. */
  public void seed(SeedImap client, char separator, String prefix) {
    for (CorpusFolder folder : folders) {
      String name = folder.name().at(separator, prefix);
      if (!name.equals("INBOX")) {
        client.create(name);
      }
      if (folder.isSubscribed()) {
        client.subscribe(name);
      }
      client.appendAll(name, folder.seedMails());
    }
  }

  /** Writes straight into a Maildir; see {@link MaildirTree} for what it cannot hold. */
  public void write(MaildirTree maildir, char separator, String prefix) {
    for (CorpusFolder folder : folders) {
      maildir.mailbox(folder.name().at(separator, prefix), folder.seedMails());
    }
    maildir.subscriptions(List.copyOf(subscriptions(separator, prefix)));
  }

  /** What a judge should find where this was seeded. */
  public ExpectedSide expected(char separator, String prefix) {
    var mails = new LinkedHashMap<String, Iterable<SeedMail>>();
    for (CorpusFolder folder : folders) {
      mails.put(folder.name().at(separator, prefix), folder.seedMails());
    }
    return new ExpectedSide(mails, subscriptions(separator, prefix));
  }

  /** The kind of each message by its content, for a judge's reports. */
  public Map<ContentDigest, String> kinds() {
    var kinds = new HashMap<ContentDigest, String>();
    for (CorpusFolder folder : folders) {
      for (CorpusMail mail : folder.mails()) {
        kinds.put(ContentDigest.normalised(mail.mail().content()), mail.kind());
      }
    }
    return kinds;
  }

  /** How many messages there are. */
  public long messageCount() {
    long count = 0;
    for (CorpusFolder folder : folders) {
      for (CorpusMail _ : folder.mails()) {
        count++;
      }
    }
    return count;
  }

  private Set<String> subscriptions(char separator, String prefix) {
    var names = new HashSet<String>();
    for (CorpusFolder folder : folders) {
      if (folder.isSubscribed()) {
        names.add(folder.name().at(separator, prefix));
      }
    }
    return names;
  }
}
