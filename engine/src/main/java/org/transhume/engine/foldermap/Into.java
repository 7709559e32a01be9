package org.transhume.engine.foldermap;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.transhume.mail.MailboxName;

/** The destination folder below which all folders come to lie. */
public sealed interface Into {
  /**
   * Its whole name at a destination.
   *
   * @param separator the destination's, {@link MailboxName#NO_SEPARATOR} where it knows no levels
   * @param prefix what its personal names begin with
   */
  String name(char separator, String prefix);

  /**
   * A folder that a person named.
   *
   * @param name whole, in the destination's separator; its prefix may be left away
   */
  record Folder(String name) implements Into {
    @Override
    public String name(char separator, String prefix) {
      boolean whole = name.startsWith(prefix) || new MailboxName(name, separator).isInbox();
      return whole ? name : prefix + name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * {@code INBOX.historical_data.folder} in the destination's own separator (requirement C3).
   *
   * @param folder one level, whatever signs it has; none of the names that mail programs and
   *     servers keep for themselves
   */
  record Historical(String folder) implements Into {
    private static final List<String> ABOVE = List.of(Path.INBOX, "historical_data");

    /** Refused in any case and with any white space around. */
    public static final Set<String> RESERVED =
        Set.of("archive", "chat", "drafts", "quarantine", "spam", "trash");

    /**
     * A folder for historical data.
     *
     * @throws IllegalArgumentException if the name is empty or reserved
     */
    public Historical {
      if (folder.isBlank()) {
        throw new IllegalArgumentException("A folder for historical data needs a name");
      }
      if (RESERVED.contains(folder.strip().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "A folder for historical data cannot be called " + folder.strip());
      }
    }

    @Override
    public String name(char separator, String prefix) {
      var levels = new LevelNames(separator);
      String joint =
          String.valueOf(separator == MailboxName.NO_SEPARATOR ? levels.replacement() : separator);
      return String.join(joint, ABOVE) + joint + levels.write(folder).text();
    }

    @Override
    public String toString() {
      return String.join("/", ABOVE) + "/" + folder;
    }
  }
}
