package org.transhume.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;

/**
 * What is known of an account, for a person to read; nothing of the server's is shown as it came.
 */
public final class SurveyText {
  /** What Transhume makes use of, in the order in which it matters. */
  static final List<Trait> TRAITS =
      List.of(
          new Trait(
              "Messages sent without waiting",
              Set.of("LITERAL+", "LITERAL-", "IMAP4REV2"),
              "as a destination: one more round trip a message"),
          new Trait(
              "Many messages in one command",
              Set.of("MULTIAPPEND"),
              "as a destination: one command a message, several times slower for small ones"),
          new Trait(
              "Tells where it stored a message",
              Set.of("UIDPLUS", "IMAP4REV2"),
              "as a destination: what was stored is looked for after each batch, and a message"
                  + " that came twice cannot be removed"),
          new Trait(
              "Tells what changed since",
              Set.of("CONDSTORE", "QRESYNC"),
              "later runs list the flags of every message of a folder in which anything changed"),
          new Trait(
              "All folders in one answer",
              Set.of("LIST-STATUS", "IMAP4REV2"),
              "one more round trip, and one STATUS a folder, in every run"),
          new Trait(
              "Finds messages in ranges",
              Set.of("ESEARCH", "IMAP4REV2"),
              "a number for each message of a folder that changed"),
          new Trait(
              "Tells what folders are for",
              Set.of("SPECIAL-USE", "XLIST", "IMAP4REV2"),
              "Sent, Trash and the others are known by their names in some thirty languages"),
          new Trait(
              "Tells whose folders are where",
              Set.of("NAMESPACE", "IMAP4REV2"),
              "prefix and separator are read from the names; shared folders are not told apart"),
          new Trait(
              "Compresses",
              Set.of("COMPRESS=DEFLATE"),
              "--source-compress and --destination-compress do nothing"));

  private final Glyphs glyphs;
  private final int columns;

  /**
   * What Transhume uses.
   *
   * @param names any of these capabilities will do
   * @param cost what it costs to do without
   */
  record Trait(String what, Set<String> names, String cost) {
    boolean isIn(Set<String> announced) {
      return names.stream().anyMatch(announced::contains);
    }
  }

  /** A text for an output of that many columns. */
  public SurveyText(Glyphs glyphs, int columns) {
    this.glyphs = glyphs;
    this.columns = columns;
  }

  /** The lines about one account. */
  public List<String> lines(String account, Survey survey) {
    var lines = new ArrayList<String>();
    lines.add(glyphs.inert(account));
    lines.add("  Greeting: " + glyphs.quoted(survey.greeting()));
    if (!survey.software().isEmpty()) {
      lines.add("  Software: " + software(survey.software()));
    }
    entrance(survey.entrance()).forEach(line -> lines.add("  " + line));
    if (!survey.isInside()) {
      lines.add("  Announces before a login:");
      lines.add("    " + glyphs.inert(String.join(" ", survey.entrance().announced())));
      lines.add("");
      lines.add("  Of this Transhume uses, and many servers announce more after a login:");
      TRAITS.stream()
          .filter(trait -> trait.isIn(survey.capabilities()))
          .forEach(trait -> lines.add("  yes  " + trait.what()));
      return lines;
    }
    lines.add(
        "  Announces: " + glyphs.inert(String.join(" ", new TreeSet<>(survey.capabilities()))));
    survey.namespaces().forEach(line -> lines.add("  Namespace: " + glyphs.inert(line)));
    survey.limits().forEach(line -> lines.add("  Quota: " + glyphs.inert(line)));
    survey
        .appendLimitBytes()
        .ifPresent(bytes -> lines.add("  Largest message: " + Quantity.bytes(bytes)));
    survey
        .messageLimit()
        .ifPresent(most -> lines.add("  At most " + Quantity.messages(most) + " in one command"));
    lines.add("");
    traits(survey.capabilities()).forEach(line -> lines.add("  " + line));
    lines.add("");
    folders(survey.folders()).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private List<String> entrance(Survey.Entrance entrance) {
    var lines = new ArrayList<String>();
    String how =
        switch (entrance.encryption()) {
          case "implicit" -> "TLS";
          case "starttls" -> "STARTTLS";
          default -> "not encrypted";
        };
    lines.add("Reached at port " + entrance.port() + ", " + how);
    entrance
        .certificate()
        .ifPresent(
            shown -> {
              lines.add("Certificate: " + glyphs.inert(shown.subject()));
              if (!shown.names().isEmpty()) {
                lines.add("  for " + glyphs.inert(String.join(", ", shown.names())));
              }
              lines.add("  by " + glyphs.inert(shown.issuer()));
              lines.add("  valid from " + shown.validFrom() + " until " + shown.validUntil());
              lines.add("  SHA-256 " + shown.sha256());
              if (!shown.refusal().isEmpty()) {
                lines.add("  NOT TRUSTED: " + shown.refusal());
              }
            });
    lines.add("Logs in by: " + glyphs.inert(String.join(", ", entrance.logins())));
    return lines;
  }

  private String software(Map<String, String> fields) {
    return glyphs.inert(
        String.join(
            ", ",
            new TreeMap<>(fields)
                .entrySet().stream()
                    .map(field -> field.getKey() + " " + field.getValue())
                    .toList()));
  }

  private static List<String> traits(Set<String> announced) {
    var lines = new ArrayList<String>();
    for (Trait trait : TRAITS) {
      lines.add(
          trait.isIn(announced)
              ? "yes  " + trait.what()
              : "no   " + trait.what() + ": " + trait.cost());
    }
    return lines;
  }

  private List<String> folders(List<Survey.Folder> folders) {
    var table = new Table(glyphs, List.of("Folder", "for", "messages", "size"));
    long messages = 0;
    long bytes = 0;
    boolean sizesTold = true;
    for (Survey.Folder folder : folders) {
      messages += folder.messages().orElse(0);
      bytes += folder.sizeBytes().orElse(0);
      sizesTold &= folder.sizeBytes().isPresent() || folder.messages().isEmpty();
      table.add(
          List.of(
              glyphs.inert(folder.name()),
              folder.uses(),
              number(folder.messages()),
              size(folder.sizeBytes())));
    }
    table.add(
        List.of(
            Quantity.of(folders.size(), "folder", "folders"),
            "",
            Quantity.count(messages),
            sizesTold ? Quantity.bytes(bytes) : "?"));
    return table.lines(columns - 2);
  }

  private static String number(OptionalLong messages) {
    return messages.isPresent() ? Quantity.count(messages.getAsLong()) : "-";
  }

  private static String size(OptionalLong bytes) {
    return bytes.isPresent() ? Quantity.bytes(bytes.getAsLong()) : "?";
  }
}
