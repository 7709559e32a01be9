package org.transhume.imap.testkit.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.transhume.imap.testkit.wire.ModifiedUtf7;

/**
 * A mailbox in Dovecot's Maildir++ on disk, without any server. Messages that the server has not
 * numbered yet come last, in the order of their names.
 */
public final class MaildirSide implements Side {
  private final Path maildir;
  private final String separator;

  /**
   * @param maildir the folder that is INBOX
   * @param separator how levels are to be told apart in the names given
   */
  public MaildirSide(Path maildir, char separator) {
    this.maildir = maildir;
    this.separator = String.valueOf(separator);
  }

  @Override
  public Set<String> folders() {
    var names = new TreeSet<String>();
    names.add("INBOX");
    for (Path child : children(maildir)) {
      String name = child.getFileName().toString();
      if (name.startsWith(".") && Files.isDirectory(child.resolve("cur"))) {
        names.add(shown(name.substring(1)));
      }
    }
    return names;
  }

  @Override
  public Set<String> subscriptions() {
    Path file = maildir.resolve("subscriptions");
    if (!Files.exists(file)) {
      return Set.of();
    }
    // Version 2 begins with a line of its own and separates levels by tabs.
    return lines(file).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("V\t"))
        .map(line -> shown(line.replace('\t', '.')))
        .collect(Collectors.toSet());
  }

  @Override
  public void read(String folder, Consumer<Observation> each) {
    Path path = folder.equals("INBOX") ? maildir : maildir.resolve("." + stored(folder));
    Map<String, Long> uids = uids(path);
    List<String> keywords = keywords(path);
    var files = new TreeMap<Long, Path>();
    long next = uids.values().stream().mapToLong(uid -> uid).max().orElse(0) + 1;
    var names = new ArrayList<Path>(children(path.resolve("cur")));
    names.addAll(children(path.resolve("new")));
    names.sort(null);
    for (Path file : names) {
      Long uid = uids.get(base(file));
      files.put(uid == null ? next++ : uid, file);
    }
    files.forEach((uid, file) -> each.accept(observe(uid, file, keywords)));
  }

  private static Observation observe(long uid, Path file, List<String> keywords) {
    try {
      var reader = new MailReader();
      Files.copy(file, reader);
      long date = Files.getLastModifiedTime(file).toInstant().getEpochSecond();
      return Observation.of(uid, reader.finish(), date, FlagText.of(flags(file, keywords)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> flags(Path file, List<String> keywords) {
    String name = file.getFileName().toString();
    int info = name.indexOf(":2,");
    var flags = new ArrayList<String>();
    for (int i = info < 0 ? name.length() : info + 3; i < name.length(); i++) {
      char letter = name.charAt(i);
      switch (letter) {
        case 'D' -> flags.add("\\Draft");
        case 'F' -> flags.add("\\Flagged");
        case 'R' -> flags.add("\\Answered");
        case 'S' -> flags.add("\\Seen");
        case 'T' -> flags.add("\\Deleted");
        default -> {
          if (letter >= 'a' && letter - 'a' < keywords.size()) {
            flags.add(keywords.get(letter - 'a'));
          }
        }
      }
    }
    return flags;
  }

  /** UIDs by file name without flags, from dovecot-uidlist: {@code 5 W100 :name}. */
  private static Map<String, Long> uids(Path folder) {
    var uids = new HashMap<String, Long>();
    Path file = folder.resolve("dovecot-uidlist");
    if (!Files.exists(file)) {
      return uids;
    }
    List<String> lines = lines(file);
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      int colon = line.indexOf(':');
      long uid = Long.parseLong(line.substring(0, line.indexOf(' ')));
      uids.put(baseOf(line.substring(colon + 1)), uid);
    }
    return uids;
  }

  private static List<String> keywords(Path folder) {
    Path file = folder.resolve("dovecot-keywords");
    var keywords = new ArrayList<String>();
    if (Files.exists(file)) {
      for (String line : lines(file)) {
        keywords.add(line.substring(line.indexOf(' ') + 1));
      }
    }
    return keywords;
  }

  private static String base(Path file) {
    String name = file.getFileName().toString();
    int info = name.indexOf(':');
    return baseOf(info < 0 ? name : name.substring(0, info));
  }

  /** Without the sizes, which Dovecot may write into one place and not the other. */
  private static String baseOf(String name) {
    int comma = name.indexOf(',');
    return comma < 0 ? name : name.substring(0, comma);
  }

  private String shown(String stored) {
    return ModifiedUtf7.decode(stored).replace(".", separator);
  }

  private String stored(String shown) {
    return ModifiedUtf7.encode(shown).replace(separator, ".");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
