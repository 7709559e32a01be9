package org.transhume.soak;

import java.util.ArrayList;
import java.util.List;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.CorpusFolder;
import org.transhume.imap.testkit.corpus.CorpusMail;

/**
 * A corpus with twins: exact ones next to each other and far apart, and such that differ in flags
 * or date alone.
 */
final class TwinnedCorpus {
  /** Of so many messages one gets a twin; with the one that gets two, one in twenty is a twin. */
  private static final int PERIOD = 25;

  private TwinnedCorpus() {}

  static Corpus of(Corpus corpus) {
    return new Corpus(corpus.folders().stream().map(TwinnedCorpus::twinned).toList());
  }

  private static CorpusFolder twinned(CorpusFolder folder) {
    var mails = new ArrayList<CorpusMail>();
    var later = new ArrayList<CorpusMail>();
    int number = 0;
    for (CorpusMail mail : folder.mails()) {
      mails.add(mail);
      switch (number++ % (4 * PERIOD)) {
        case 3 -> mails.add(mail);
        case PERIOD + 3 -> later.add(mail);
        case 2 * PERIOD + 3 -> mails.addAll(List.of(withFlag(mail), mail));
        case 3 * PERIOD + 3 -> later.add(nextDay(mail));
        default -> {}
      }
    }
    mails.addAll(later);
    return new CorpusFolder(folder.name(), folder.isSubscribed(), mails);
  }

  private static CorpusMail withFlag(CorpusMail mail) {
    var flags = new ArrayList<>(mail.mail().flags());
    if (!flags.remove("\\Flagged")) {
      flags.add("\\Flagged");
    }
    return new CorpusMail(
        "twin", new SeedMail(mail.mail().content(), mail.mail().internalDate(), flags));
  }

  private static CorpusMail nextDay(CorpusMail mail) {
    return new CorpusMail(
        "twin",
        new SeedMail(
            mail.mail().content(),
            mail.mail().internalDate().map(date -> date.plusDays(1)),
            mail.mail().flags()));
  }
}
