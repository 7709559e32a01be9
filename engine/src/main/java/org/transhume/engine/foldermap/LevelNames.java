package org.transhume.engine.foldermap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Makes one level of a source name into one that a destination can hold. */
final class LevelNames {
  /** What most file systems take for the name of one file. */
  static final int MAX_LEVEL_OCTETS = 255;

  private static final int MAX_PLAIN_CHARACTERS = 60;
  private static final int DIGEST_CHARACTERS = 8;

  private final char separator;
  private final char replacement;

  /** For a destination with that separator. */
  LevelNames(char separator) {
    this.separator = separator;
    this.replacement = separator == '_' ? '-' : '_';
  }

  /** What stands for a character that cannot stay. */
  char replacement() {
    return replacement;
  }

  /** A level and what was changed about it. */
  record Level(String text, Set<NameChange> changes) {}

  /** The level with nothing changed but what no server of that separator can hold. */
  Level write(String source) {
    var changes = EnumSet.noneOf(NameChange.class);
    String printable =
        step(
            source,
            replace(source, LevelNames::isUnwritable),
            NameChange.CONTROL_CHARACTER,
            changes);
    String parted =
        step(
            printable,
            replace(printable, c -> c == separator && separator != 0),
            NameChange.SEPARATOR_IN_LEVEL,
            changes);
    String filled = step(parted, fill(parted), NameChange.EMPTY_LEVEL, changes);
    return new Level(filled, Set.copyOf(changes));
  }

  /** The level without what some servers cannot hold: most names stay as they are. */
  Level tidy(String source) {
    Level written = write(source);
    var changes = EnumSet.noneOf(NameChange.class);
    changes.addAll(written.changes());
    String text = written.text();
    String composed =
        step(text, Normalizer.normalize(text, Normalizer.Form.NFC), NameChange.COMPOSED, changes);
    String trimmed = step(composed, trim(composed), NameChange.OUTER_SPACE, changes);
    String filled = step(trimmed, fill(trimmed), NameChange.EMPTY_LEVEL, changes);
    return new Level(
        step(filled, cut(filled, source), NameChange.TOO_LONG, changes), Set.copyOf(changes));
  }

  /** The level in letters, digits, spaces, {@code -} and {@code _} alone, and not long. */
  String plain(String source) {
    String level =
        replace(
            tidy(source).text(),
            c -> !Character.isLetterOrDigit(c) && c != ' ' && c != '-' && c != '_');
    return level.codePointCount(0, level.length()) <= MAX_PLAIN_CHARACTERS
        ? level
        : trim(level.substring(0, level.offsetByCodePoints(0, MAX_PLAIN_CHARACTERS - 9)))
            + replacement
            + digest(source);
  }

  private static String step(
      String before, String after, NameChange change, Set<NameChange> changes) {
    if (!before.equals(after)) {
      changes.add(change);
    }
    return after;
  }

  /** A level is never empty, nor what file systems take for a folder itself or its parent. */
  private String fill(String text) {
    return switch (text) {
      case "", "." -> String.valueOf(replacement);
      case ".." -> String.valueOf(replacement).repeat(2);
      default -> text;
    };
  }

  private String replace(String text, IntPredicate unwanted) {
    return text.codePoints()
        .map(c -> unwanted.test(c) ? replacement : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static boolean isUnwritable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (character & 0xFFFE) == 0xFFFE;
    };
  }

  private static String trim(String text) {
    return text.replaceAll("^[\\s\\h]+|[\\s\\h]+$", "");
  }

  /** Cut to what fits; the digest keeps two long names apart that begin the same. */
  private String cut(String level, String source) {
    if (level.getBytes(UTF_8).length <= MAX_LEVEL_OCTETS) {
      return level;
    }
    int room = MAX_LEVEL_OCTETS - DIGEST_CHARACTERS - 1;
    int end = 0;
    for (int octets = 0; ; ) {
      int next = level.offsetByCodePoints(end, 1);
      octets += level.substring(end, next).getBytes(UTF_8).length;
      if (octets > room) {
        break;
      }
      end = next;
    }
    return trim(level.substring(0, end)) + replacement + digest(source);
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_CHARACTERS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
