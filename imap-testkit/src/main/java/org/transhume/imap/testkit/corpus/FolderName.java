package org.transhume.imap.testkit.corpus;

import java.util.List;

/**
 * A folder's name level by level, for servers of any separator.
 *
 * @param kind what is special about it, or {@code ordinary}
 * @param levels from the top down, in Unicode
 */
public record FolderName(String kind, List<String> levels) {
  public FolderName {
    levels = List.copyOf(levels);
  }

  static FolderName ordinary(String... levels) {
    return new FolderName("ordinary", List.of(levels));
  }

  /** The name as a server with this separator and prefix has it; INBOX takes no prefix. */
  public String at(char separator, String prefix) {
    String name = String.join(String.valueOf(separator), levels);
    boolean isInbox = levels.getFirst().equals("INBOX");
    return isInbox ? name : prefix + name;
  }

  /** Whether no level holds this character, so that a server with it as separator can have it. */
  public boolean isPossibleWith(char separator) {
    return levels.stream().noneMatch(level -> level.indexOf(separator) >= 0);
  }
}
