package org.transhume.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.transhume.bench.Trial.Mail;
import org.transhume.bench.Trial.Visit;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;

/**
 * Trials by their properties: every combination of the values asked for.
 *
 * @param messages 0 for the usual number of each kind of mail
 */
record Trials(
    List<Mail> mail,
    int messages,
    List<Integer> roundTripMillis,
    List<Boolean> tls,
    List<Integer> mailboxes,
    List<Visit> visits,
    List<Storage> storages,
    List<Set<String>> without) {

  private static final Trials ONE =
      new Trials(
          List.of(Mail.SMALL),
          0,
          List.of(0),
          List.of(false),
          List.of(1),
          List.of(Visit.FRESH),
          List.of(Storage.MAILDIR),
          List.of(Set.of()));

  /** Ends within two minutes on two processors: something of everything. */
  static List<Trial> quick() {
    var trials = new ArrayList<Trial>();
    trials.addAll(ONE.of(Mail.SMALL, 2_000).trials());
    trials.addAll(ONE.of(Mail.SMALL, 500).at(50).trials());
    trials.addAll(ONE.of(Mail.SMALL, 2_000).visiting(Visit.UNCHANGED, Visit.CHANGED).trials());
    trials.addAll(ONE.of(Mail.REALISTIC, 300).encrypted().trials());
    return trials;
  }

  /** All that docs/PERFORMANCE.md speaks of; hours with imapsync, minutes without. */
  static List<Trial> whole() {
    var trials = new ArrayList<Trial>();
    trials.addAll(ONE.of(Mail.SMALL, 30_000).trials());
    trials.addAll(ONE.of(Mail.SMALL, 30_000).encrypted().trials());
    trials.addAll(ONE.of(Mail.SMALL, 30_000).into(Storage.SDBOX).trials());
    trials.addAll(ONE.of(Mail.SMALL, 10_000).at(20, 50, 100).trials());
    trials.addAll(ONE.of(Mail.REALISTIC, 3_000).at(0, 20, 50, 100).trials());
    trials.addAll(ONE.of(Mail.REALISTIC, 3_000).encrypted().trials());
    trials.addAll(ONE.of(Mail.TINY, 100_000).trials());
    trials.addAll(ONE.of(Mail.TINY, 100_000).visiting(Visit.UNCHANGED, Visit.CHANGED).trials());
    trials.addAll(ONE.of(Mail.SMALL, 30_000).spreadOver(100).trials());
    for (String word : List.of("MULTIAPPEND", "LITERAL+", "UIDPLUS")) {
      trials.addAll(ONE.of(Mail.SMALL, 10_000).at(0, 50).lacking(word).trials());
    }
    return trials;
  }

  /** Time, and delta, by the number of messages in one folder. */
  static List<Trial> growth() {
    var trials = new ArrayList<Trial>();
    for (int messages : new int[] {1_000, 10_000, 100_000}) {
      trials.addAll(
          ONE.of(Mail.TINY, messages)
              .visiting(Visit.FRESH, Visit.UNCHANGED, Visit.CHANGED)
              .trials());
    }
    return trials;
  }

  private Trials of(Mail kind, int count) {
    return new Trials(
        List.of(kind), count, roundTripMillis, tls, mailboxes, visits, storages, without);
  }

  private Trials at(Integer... millis) {
    return new Trials(mail, messages, List.of(millis), tls, mailboxes, visits, storages, without);
  }

  private Trials encrypted() {
    return new Trials(
        mail, messages, roundTripMillis, List.of(true), mailboxes, visits, storages, without);
  }

  private Trials spreadOver(int count) {
    return new Trials(
        mail, messages, roundTripMillis, tls, List.of(count), visits, storages, without);
  }

  private Trials visiting(Visit... kinds) {
    return new Trials(
        mail, messages, roundTripMillis, tls, mailboxes, List.of(kinds), storages, without);
  }

  private Trials into(Storage storage) {
    return new Trials(
        mail, messages, roundTripMillis, tls, mailboxes, visits, List.of(storage), without);
  }

  private Trials lacking(String word) {
    return new Trials(
        mail, messages, roundTripMillis, tls, mailboxes, visits, storages, List.of(Set.of(word)));
  }

  /** Every combination; those of one source one after the other. */
  List<Trial> trials() {
    var trials = new ArrayList<Trial>();
    for (Mail kind : mail) {
      int count = messages > 0 ? messages : kind.usualMessages;
      for (int boxes : mailboxes) {
        for (Visit visit : visits) {
          for (int millis : roundTripMillis) {
            for (boolean encrypted : tls) {
              for (Storage storage : storages) {
                for (Set<String> words : without) {
                  trials.add(
                      new Trial(kind, count, millis, encrypted, boxes, visit, storage, words));
                }
              }
            }
          }
        }
      }
    }
    return trials;
  }
}
