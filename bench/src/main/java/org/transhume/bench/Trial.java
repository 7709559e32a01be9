package org.transhume.bench;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.transhume.bench.contestant.Demands;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;

/**
 * What every tool is asked to do.
 *
 * @param messages in all mailboxes together
 * @param roundTripMillis between the tools and either server
 * @param tls implicit TLS on both sides, else plain
 * @param mailboxes copied at once
 * @param storage of the destination
 * @param without extensions the destination does not announce, in capital letters
 */
record Trial(
    Mail mail,
    int messages,
    int roundTripMillis,
    boolean tls,
    int mailboxes,
    Visit visit,
    Storage storage,
    Set<String> without) {

  /** What kind of mail. */
  enum Mail {
    /** About 6 kB each, in fourteen folders. */
    SMALL(RealisticCorpus.Profile.SMALL, 30_000),
    /** About 69 kB each, some of several megabytes, in fourteen folders. */
    REALISTIC(RealisticCorpus.Profile.MEDIUM, 3_000),
    /** About 2 kB each, all in INBOX. */
    TINY(RealisticCorpus.Profile.TINY, 100_000);

    final int usualMessages;
    private final RealisticCorpus.Profile profile;

    Mail(RealisticCorpus.Profile profile, int usualMessages) {
      this.profile = profile;
      this.usualMessages = usualMessages;
    }

    Corpus corpus(long seed, int messages) {
      return this == TINY
          ? RealisticCorpus.inbox(seed, profile, messages)
          : RealisticCorpus.tree(seed, profile, messages);
    }
  }

  /** What is at the destination when the tools begin. */
  enum Visit {
    /** Nothing. */
    FRESH,
    /** The tool's own copy, and nothing has changed since. */
    UNCHANGED,
    /** The tool's own copy, and one message in a hundred is new. */
    CHANGED
  }

  Trial {
    without = Set.copyOf(without);
    if (messages < mailboxes || mailboxes < 1 || roundTripMillis < 0) {
      throw new IllegalArgumentException("Nothing to do: " + messages + " in " + mailboxes);
    }
  }

  int messagesEach() {
    return messages / mailboxes;
  }

  Demands demands() {
    boolean multiAppend = !without.contains("MULTIAPPEND") && !without.contains("LITERAL+");
    return new Demands(tls, visit == Visit.FRESH, multiAppend);
  }

  /** What tells it from others: {@code small-30000-rtt50-tls-unchanged}. */
  String name() {
    var name = new StringBuilder(mail.name().toLowerCase(Locale.ROOT)).append('-').append(messages);
    if (roundTripMillis > 0) {
      name.append("-rtt").append(roundTripMillis);
    }
    if (tls) {
      name.append("-tls");
    }
    if (mailboxes > 1) {
      name.append('-').append(mailboxes).append("mailboxes");
    }
    if (visit != Visit.FRESH) {
      name.append('-').append(visit.name().toLowerCase(Locale.ROOT));
    }
    if (storage != Storage.MAILDIR) {
      name.append('-').append(storage.name().toLowerCase(Locale.ROOT));
    }
    new TreeSet<>(without).forEach(word -> name.append("-without-").append(word));
    return name.toString();
  }
}
