package org.transhume.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.transhume.imap.testkit.judge.Difference;
import org.transhume.imap.testkit.judge.Verdict;

/**
 * What the judge says of the messages of a mailbox, sorted by what a destination may do to a
 * message that reached it, and what must never be.
 *
 * @param altered messages that stand at the destination with something about them changed
 * @param altering the same in the judge's words, with the kind of message
 * @param misplaced the fewest messages whose removal would leave the rest in order
 * @param wrong lost, doubled, foreign, missing folders and subscriptions
 */
record Judged(
    Set<MessageAt> altered,
    List<String> altering,
    List<Difference> misplaced,
    List<Difference> wrong) {
  private static final Pattern MESSAGE = Pattern.compile("UID (\\d+)(.*)", Pattern.DOTALL);

  static Judged of(Verdict verdict, Set<String> folders) {
    var altered = new TreeSet<MessageAt>();
    var altering = new ArrayList<String>();
    var misplaced = new ArrayList<Difference>();
    var wrong = new ArrayList<Difference>();
    for (Difference difference : verdict.differences()) {
      switch (difference.kind()) {
        case ALTERED, FLAGS, DATE -> {
          altered.add(message(difference.folder(), difference.message()));
          altering.add(difference.toString());
        }
        case ORDER -> misplaced.add(difference);
        case FOLDER_MISSING,
            FOLDER_EXTRA,
            LOST,
            DOUBLED,
            FOREIGN,
            NOT_SUBSCRIBED,
            SUBSCRIBED_EXTRA ->
            wrong.add(difference);
      }
    }
    for (String line : verdict.normalised()) {
      altered.add(normalised(line, folders));
      altering.add("normalised: " + line);
    }
    return new Judged(altered, altering, misplaced, wrong);
  }

  private static MessageAt message(String folder, String text) {
    Matcher matcher = MESSAGE.matcher(text);
    if (!matcher.matches()) {
      throw new SoakException("the judge names no UID: " + text);
    }
    return new MessageAt(folder, Long.parseLong(matcher.group(1)));
  }

  /** The line begins with the folder's name, in which anything may stand. */
  private static MessageAt normalised(String line, Set<String> folders) {
    return folders.stream()
        .filter(folder -> line.startsWith(folder + " UID "))
        .max((one, other) -> Integer.compare(one.length(), other.length()))
        .map(folder -> message(folder, line.substring(folder.length() + 1)))
        .orElseThrow(() -> new SoakException("the judge names no folder: " + line));
  }
}
