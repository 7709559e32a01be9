package org.transhume.cli.imapsync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.transhume.cli.imapsync.OptionTable.Entry;
import org.transhume.cli.imapsync.OptionTable.Kind;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;

/**
 * A command line read as imapsync reads it: one or two dashes, any case, a value behind {@code =}
 * or as the next word, names cut as long as they stay clear. The last of several values counts
 * where one is wanted.
 */
final class Arguments {
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, Boolean> flags = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private Arguments() {}

  /**
   * Reads the words behind {@code transhume imapsync}.
   *
   * @throws StopException if one is unknown, refused or lacks its value; it names it, not its value
   */
  static Arguments read(OptionTable table, List<String> words, Glyphs glyphs) {
    var arguments = new Arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-") || word.equals("-") || word.equals("--")) {
        throw extra(words.size() - i);
      }
      String text = word.substring(word.startsWith("--") ? 2 : 1);
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      Entry entry = one(table.find(name), name, glyphs);
      if (entry.treatment() == OptionTable.Treatment.REFUSED) {
        throw StopException.usage(
            "%s is not supported: %s.".formatted(entry.shown(), entry.word()));
      }
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
      if (entry.takesValue() && value.isEmpty()) {
        if (++i == words.size()) {
          throw StopException.usage(entry.shown() + " needs a value behind it.");
        }
        value = Optional.of(words.get(i));
      }
      arguments.take(entry, value);
    }
    return arguments;
  }

  private static StopException extra(int count) {
    // The words themselves are not shown: one of them may be a password that lost its quotation
    // marks.
    return StopException.usage(
        (count == 1 ? "There is a word" : "There are words")
            + " on the command line that no option takes; it usually means a value that needs"
            + " quotation marks, or an option that is spelt wrong.");
  }

  private static Entry one(List<Entry> found, String name, Glyphs glyphs) {
    if (found.isEmpty()) {
      throw StopException.usage("imapsync has no option --%s.".formatted(glyphs.inert(name)));
    }
    if (found.size() > 1) {
      throw StopException.usage(
          "--%s may mean %s; write it out."
              .formatted(
                  glyphs.inert(name),
                  found.stream().map(Entry::shown).collect(Collectors.joining(" or "))));
    }
    return found.getFirst();
  }

  private void take(Entry entry, Optional<String> value) {
    if (entry.kind() == Kind.NUMBER && !value.orElse("").matches("[+-]?\\d+(\\.\\d*)?")) {
      throw StopException.usage(entry.shown() + " takes a number.");
    }
    if (!entry.takesValue() && value.isPresent()) {
      throw StopException.usage(entry.shown() + " takes no value.");
    }
    if (entry.treatment() == OptionTable.Treatment.NOTED) {
      notes.add("%s makes no difference: %s.".formatted(entry.shown(), entry.word()));
      return;
    }
    if (value.isPresent()) {
      values.computeIfAbsent(entry.name(), _ -> new ArrayList<>()).add(value.get());
    } else {
      flags.put(entry.name(), entry.positive());
    }
  }

  /** Takes a value for an option that was not given. */
  void suppose(String name, String value) {
    values.putIfAbsent(name, new ArrayList<>(List.of(value)));
  }

  /** Takes a flag for one that was not given. */
  void suppose(String name, boolean flag) {
    flags.putIfAbsent(name, flag);
  }

  /** Takes one more value of an option. */
  void add(String name, String value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** Tells one more thing. */
  void note(String sentence) {
    notes.add(sentence);
  }

  /** What to tell about options that make no difference, or stand for others. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Whether nothing at all was said. */
  boolean isEmpty() {
    return values.isEmpty() && flags.isEmpty() && notes.isEmpty();
  }

  /** The last value given for an option. */
  Optional<String> last(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getLast);
  }

  /** All values given for an option, in their order. */
  List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** The last number given for an option. */
  OptionalDouble number(String name) {
    return last(name)
        .map(Double::parseDouble)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** Whether a flag was set, taken back, or not spoken of. */
  Optional<Boolean> flag(String name) {
    return Optional.ofNullable(flags.get(name));
  }

  /** Whether a flag was set. */
  boolean isSet(String name) {
    return flag(name).orElse(false);
  }
}
