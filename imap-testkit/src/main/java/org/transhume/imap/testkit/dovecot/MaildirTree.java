package org.transhume.imap.testkit.dovecot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.daemon.Identity;
import org.transhume.imap.testkit.wire.ModifiedUtf7;

/**
 * Writes a Maildir++ tree as Dovecot would have left it: a hundred thousand messages in seconds.
 * UIDs count from 1 in the order given; INTERNALDATE is the file's time, so to the second and
 * without its zone. Not thread-safe; nobody may be logged in meanwhile.
 */
public final class MaildirTree {
  /** Dovecot keeps letters for 26 keywords in file names (Maildir++ has no more). */
  private static final int MAX_KEYWORDS = 26;

  private static final int SMALL_BYTES = 1024 * 1024;
  private static final long UID_VALIDITY = 1_400_000_000L;

  private final Path maildir;
  private final char separator;
  private final String prefix;
  private final Identity identity;

  MaildirTree(Path maildir, char separator, String prefix, Identity identity) {
    this.maildir = maildir;
    this.separator = separator;
    this.prefix = prefix;
    this.identity = identity;
  }

  /** Writes a new mailbox with its messages; {@code name} as IMAP shows it, in Unicode. */
  public MaildirTree mailbox(String name, Iterable<SeedMail> mails) {
    try {
      Path folder = folder(name);
      if (Files.exists(folder.resolve("dovecot-uidlist"))) {
        throw new IllegalStateException("mailbox was written before: " + name);
      }
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(folder.resolve(part));
      }
      if (!folder.equals(maildir)) {
        Files.createFile(folder.resolve("maildirfolder"));
      }
      writeMails(folder, mails);
      identity.own(maildir);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the list of subscribed names. */
  public MaildirTree subscriptions(List<String> names) {
    var text = new StringBuilder();
    for (String name : names) {
      text.append(storageName(name)).append('\n');
    }
    try {
      Files.createDirectories(maildir);
      Files.writeString(maildir.resolve("subscriptions"), text, StandardCharsets.US_ASCII);
      identity.own(maildir);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeMails(Path folder, Iterable<SeedMail> mails) throws IOException {
    var keywords = new LinkedHashMap<String, Character>();
    var uidList = new ArrayList<String>();
    int uid = 0;
    for (SeedMail mail : mails) {
      uid++;
      String base = write(folder, uid, mail, keywords);
      uidList.add(uid + " :" + base);
    }
    uidList.addFirst(
        "3 V" + UID_VALIDITY + " N" + (uid + 1) + " G00000000000000000000000000000001");
    Files.write(folder.resolve("dovecot-uidlist"), uidList, StandardCharsets.US_ASCII);
    var keywordLines = new ArrayList<String>();
    keywords.keySet().forEach(keyword -> keywordLines.add(keywordLines.size() + " " + keyword));
    Files.write(folder.resolve("dovecot-keywords"), keywordLines, StandardCharsets.US_ASCII);
  }

  /** Answers the file's name without its flags. */
  private static String write(Path folder, int uid, SeedMail mail, Map<String, Character> keywords)
      throws IOException {
    String name = uid + ".M" + uid + "P1.testkit";
    String letters = ":2," + flagLetters(mail.flags(), keywords);
    Path file;
    if (mail.content().sizeBytes() <= SMALL_BYTES) {
      byte[] octets = mail.content().octets();
      name += sizes(octets.length, bareLineFeeds(octets));
      file = folder.resolve("cur").resolve(name + letters);
      Files.write(file, octets);
    } else {
      // Its length with every line in CRLF belongs into its name, and is known only afterwards.
      Path temporary = folder.resolve("tmp").resolve(name);
      long bareLineFeeds;
      try (var out = new LineCounter(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
        mail.content().writeTo(out);
        bareLineFeeds = out.bareLineFeeds;
      }
      name += sizes(mail.content().sizeBytes(), bareLineFeeds);
      file = folder.resolve("cur").resolve(name + letters);
      Files.move(temporary, file);
    }
    if (mail.internalDate().isPresent()) {
      Files.setLastModifiedTime(file, FileTime.from(mail.internalDate().get().toInstant()));
    }
    return name;
  }

  private static String sizes(long bytes, long bareLineFeeds) {
    return ",S=" + bytes + ",W=" + (bytes + bareLineFeeds);
  }

  private static long bareLineFeeds(byte[] octets) throws IOException {
    try (var counter = new LineCounter(OutputStream.nullOutputStream())) {
      counter.write(octets, 0, octets.length);
      return counter.bareLineFeeds;
    }
  }

  private static String flagLetters(List<String> flags, Map<String, Character> keywords) {
    var letters = new TreeSet<Character>();
    for (String flag : flags) {
      letters.add(
          switch (flag) {
            case "\\Draft" -> 'D';
            case "\\Flagged" -> 'F';
            case "\\Answered" -> 'R';
            case "\\Seen" -> 'S';
            case "\\Deleted" -> 'T';
            default -> keywordLetter(flag, keywords);
          });
    }
    var text = new StringBuilder();
    letters.forEach(text::append);
    return text.toString();
  }

  private static char keywordLetter(String keyword, Map<String, Character> keywords) {
    if (!keywords.containsKey(keyword) && keywords.size() == MAX_KEYWORDS) {
      throw new IllegalArgumentException(
          "a Maildir names 26 keywords in its files; seed this mailbox over IMAP");
    }
    return keywords.computeIfAbsent(keyword, _ -> (char) ('a' + keywords.size()));
  }

  private Path folder(String name) {
    return name.equalsIgnoreCase("INBOX") ? maildir : maildir.resolve("." + storageName(name));
  }

  private String storageName(String name) {
    if (name.equalsIgnoreCase("INBOX")) {
      return "INBOX";
    }
    if (!name.startsWith(prefix)) {
      throw new IllegalArgumentException(name + " is not below " + prefix);
    }
    String below = name.substring(prefix.length());
    if (separator != '.' && below.contains(".")) {
      throw new IllegalArgumentException("Maildir++ cannot hold a dot in a name: " + name);
    }
    return ModifiedUtf7.encode(below).replace(separator, '.');
  }

  /** Counts line feeds that Dovecot will show as CRLF. */
  private static final class LineCounter extends OutputStream {
    private final OutputStream out;
    private long bareLineFeeds;
    private byte last;

    LineCounter(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        if (source[i] == '\n' && last != '\r') {
          bareLineFeeds++;
        }
        last = source[i];
      }
      out.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
