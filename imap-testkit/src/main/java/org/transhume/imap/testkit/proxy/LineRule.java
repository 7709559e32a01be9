package org.transhume.imap.testkit.proxy;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides line by line what becomes of a conversation. Literals are no lines and pass by; the line
 * that announces one ends in {@code {n}}. Asked by the connection's threads, in the order of the
 * lines of each direction.
 */
@FunctionalInterface
public interface LineRule {

  /** Decides on one line, given without its line end, each octet a character. */
  Action decide(Direction direction, String line);

  /** What becomes of a line and of the connection. */
  sealed interface Action {
    /** Goes on as it is. */
    record Pass() implements Action {}

    /** Another line goes on in its place; it must not announce a literal of another size. */
    record Replace(String line) implements Action {}

    /** The line is lost. */
    record Drop() implements Action {}

    /** The connection ends and the line does not arrive. */
    record CutBefore(Cut how) implements Action {}

    /** The connection ends as soon as the line has arrived. */
    record CutAfter(Cut how) implements Action {}

    /** The line goes on, but from now on nothing reaches the client. */
    record SwallowAnswers() implements Action {}

    /**
     * This line and all that the client sends after it is kept back, until the client is dead and
     * so much time has passed: then all of it reaches the server.
     */
    record HoldClient(Duration afterDeath) implements Action {}

    /** The line goes on, then nothing more that way until {@link ProxiedConnection#resume}. */
    record Stall(Direction direction) implements Action {}
  }

  /** Everything passes. */
  static LineRule none() {
    return (direction, line) -> new Action.Pass();
  }

  /** The action for each line of that direction that matches, everything else passes. */
  static LineRule when(Direction direction, Predicate<String> matches, Action action) {
    return (at, line) -> at == direction && matches.test(line) ? action : new Action.Pass();
  }

  /** Lines the client sends as a command of this name: {@code APPEND}, {@code UID FETCH}. */
  static Predicate<String> command(String name) {
    Pattern pattern =
        Pattern.compile("\\S+ +" + Pattern.quote(name) + "(?: .*)?", Pattern.CASE_INSENSITIVE);
    return line -> pattern.matcher(line).matches();
  }

  /** Takes words out of every capability list the server gives. */
  static LineRule withoutCapabilities(Set<String> words) {
    return (direction, line) -> {
      String upper = line.toUpperCase(Locale.ROOT);
      boolean isList = upper.startsWith("* CAPABILITY ") || upper.contains("[CAPABILITY ");
      if (direction != Direction.TO_CLIENT || !isList) {
        return new Action.Pass();
      }
      var changed = new StringBuilder();
      for (String word : line.split("(?=[ \\]])", -1)) {
        if (!words.contains(word.strip().toUpperCase(Locale.ROOT))) {
          changed.append(word);
        }
      }
      return new Action.Replace(changed.toString());
    };
  }

  /** This rule, and where it lets pass, the other. */
  default LineRule orElse(LineRule other) {
    return (direction, line) -> {
      Action action = decide(direction, line);
      return action instanceof Action.Pass ? other.decide(direction, line) : action;
    };
  }
}
