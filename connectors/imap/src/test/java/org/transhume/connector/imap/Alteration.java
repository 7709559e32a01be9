package org.transhume.connector.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.transhume.imap.testkit.seed.FetchedMail;

/** In words what a destination made of a message. Shares no code with the product. */
final class Alteration {
  private record Known(String words, UnaryOperator<String> change) {}

  /** What servers are known to do; any of them together, in this order. */
  private static final List<Known> KNOWN =
      List.of(
          new Known("CR CR LF becomes CR LF", text -> text.replace("\r\r\n", "\r\n")),
          new Known("a last CR is taken away", text -> text.replaceFirst("\r\\z", "")),
          new Known("a CR without LF is taken away", text -> text.replaceAll("\r(?!\n)", "")),
          new Known(
              "an octet above 0x7F in the header becomes X",
              text -> {
                int end = text.indexOf("\r\n\r\n");
                String header = end < 0 ? text : text.substring(0, end);
                return header.replaceAll("[\u0080-\u00ff]", "X") + text.substring(header.length());
              }),
          new Known("a bare LF becomes CR LF", text -> text.replaceAll("(?<!\r)\n", "\r\n")),
          new Known("a bare CR becomes CR LF", text -> text.replaceAll("\r(?!\n)", "\r\n")),
          new Known("NUL becomes 0x80", text -> text.replace('\0', '\u0080')),
          new Known("a last CR LF is added", text -> text.endsWith("\r\n") ? text : text + "\r\n"),
          new Known(
              "an empty line is added behind the header",
              text -> text.contains("\r\n\r\n") ? text : text + "\r\n"));

  private Alteration() {}

  /** Empty if nothing differs; the mark \Deleted is left behind on purpose. */
  static String between(FetchedMail<byte[]> here, FetchedMail<byte[]> there) {
    var found = new ArrayList<String>();
    octets(here.body().orElseThrow(), there.body().orElseThrow(), found);
    if (!here.instant().equals(there.instant())) {
      found.add("the date becomes another");
    }
    var lost = flags(here);
    lost.removeAll(flags(there));
    var added = flags(there);
    added.removeAll(flags(here));
    if (!lost.isEmpty()) {
      found.add("lost " + String.join(" ", lost));
    }
    if (!added.isEmpty()) {
      found.add("got " + String.join(" ", added));
    }
    return String.join("; ", found);
  }

  static boolean sameFlags(FetchedMail<byte[]> here, FetchedMail<byte[]> there) {
    return flags(here).equals(flags(there));
  }

  private static TreeSet<String> flags(FetchedMail<byte[]> mail) {
    var flags = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    flags.addAll(mail.flags());
    flags.removeAll(List.of("\\Recent", "\\Deleted"));
    return flags;
  }

  private static void octets(byte[] here, byte[] there, List<String> found) {
    String before = new String(here, StandardCharsets.ISO_8859_1);
    String after = new String(there, StandardCharsets.ISO_8859_1);
    if (before.equals(after)) {
      return;
    }
    for (int count = 1; count <= 3; count++) {
      for (int set = 1; set < 1 << KNOWN.size(); set++) {
        if (Integer.bitCount(set) != count) {
          continue;
        }
        String made = before;
        var words = new ArrayList<String>();
        for (int i = 0; i < KNOWN.size(); i++) {
          if ((set & 1 << i) != 0) {
            made = KNOWN.get(i).change().apply(made);
            words.add(KNOWN.get(i).words());
          }
        }
        if (made.equals(after)) {
          found.add(String.join(", ", words));
          return;
        }
      }
    }
    if (before.startsWith(after)) {
      found.add("of " + before.length() + " octets the first " + after.length() + " are served");
      return;
    }
    int at = 0;
    while (at < before.length() && at < after.length() && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    found.add(
        before.length() + " octets become " + after.length() + ", others from octet " + at + " on");
  }
}
