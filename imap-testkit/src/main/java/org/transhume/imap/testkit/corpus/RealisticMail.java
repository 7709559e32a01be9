package org.transhume.imap.testkit.corpus;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.wire.ImapText;

/** Makes the messages of one folder, each by its number alone and always the same. */
final class RealisticMail {
  private static final OffsetDateTime FIRST = OffsetDateTime.parse("2012-03-01T08:00:00Z");
  private static final List<String> KEYWORDS =
      List.of("$Forwarded", "$MDNSent", "$Label1", "NonJunk", "Wichtig", "$Phishing");
  private static final int NOISE_LINE_BYTES = 78;
  private static final int DATES = 100_000;

  private final long seed;
  private final RealisticCorpus.Profile profile;
  private final int folder;

  RealisticMail(long seed, RealisticCorpus.Profile profile, int folder) {
    this.seed = seed;
    this.profile = profile;
    this.folder = folder;
  }

  SeedMail mail(int number) {
    Dice dice = Dice.of(seed, folder, number);
    OffsetDateTime date = date(number, dice);
    MailContent content = content(number, date, size(dice), dice);
    return new SeedMail(content, Optional.of(date), flags(dice));
  }

  /**
   * Rising, some 45 minutes apart, so that a hundred thousand fill nine years; then from the first
   * day on again, since servers take a date to come for none.
   */
  private static OffsetDateTime date(int number, Dice dice) {
    ZoneOffset zone = ZoneOffset.ofHours(dice.between(-8, 9));
    return FIRST
        .plusMinutes(number % DATES * 45L)
        .plusSeconds(dice.between(0, 2600))
        .withOffsetSameInstant(zone);
  }

  private int size(Dice dice) {
    if (dice.chance(profile.hugeShare)) {
      return dice.between(5_000_000, 20_000_000);
    }
    double bytes = dice.logNormal(profile.medianBytes, profile.sigma);
    return (int) Math.clamp(bytes, profile.leastBytes, profile.mostBytes);
  }

  private static List<String> flags(Dice dice) {
    var flags = new ArrayList<String>();
    if (dice.chance(0.85)) {
      flags.add("\\Seen");
    }
    if (dice.chance(0.2)) {
      flags.add("\\Answered");
    }
    if (dice.chance(0.05)) {
      flags.add("\\Flagged");
    }
    if (dice.chance(0.02)) {
      flags.add("\\Draft");
    }
    if (dice.chance(0.15)) {
      flags.add(dice.pick(KEYWORDS));
    }
    return flags;
  }

  private MailContent content(int number, OffsetDateTime date, int bytes, Dice dice) {
    String header = header(number, date, dice);
    int bodyBytes = Math.max(40, bytes - header.length() - 200);
    if (bodyBytes > 60_000 || (bodyBytes > 6000 && dice.chance(0.7))) {
      return withAttachment(header, bodyBytes, dice);
    }
    return dice.chance(0.4) ? alternative(header, bodyBytes, dice) : plain(header, bodyBytes, dice);
  }

  private static MailContent plain(String header, int bytes, Dice dice) {
    String text = Words.paragraphs(dice, bytes * 9L / 10);
    boolean is8Bit = dice.chance(0.3);
    return Segments.builder()
        .text(
            header
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                + (is8Bit ? "8bit" : "quoted-printable")
                + "\r\n\r\n"
                + (is8Bit ? ImapText.utf8Octets(text) : Words.quotedPrintable(text)))
        .build();
  }

  private static MailContent alternative(String header, int bytes, Dice dice) {
    String boundary = boundary(dice);
    String text = Words.paragraphs(dice, bytes / 3);
    String html = "<html><body><p>" + text.replace("\r\n", "<br>\r\n") + "</p></body></html>\r\n";
    return Segments.builder()
        .text(
            header
                + "Content-Type: multipart/alternative;\r\n boundary=\""
                + boundary
                + "\"\r\n\r\n"
                + textPart(boundary, "text/plain", text)
                + textPart(boundary, "text/html", html)
                + ("--" + boundary + "--\r\n"))
        .build();
  }

  private static MailContent withAttachment(String header, int bytes, Dice dice) {
    String boundary = boundary(dice);
    int textBytes = Math.min(bytes / 3, 4000);
    long lines = Math.max(1, (bytes - textBytes) / NOISE_LINE_BYTES);
    return Segments.builder()
        .text(
            header
                + "Content-Type: multipart/mixed; boundary=\""
                + boundary
                + "\"\r\n\r\nThis is a multi-part message in MIME format.\r\n"
                + textPart(boundary, "text/plain", Words.paragraphs(dice, textBytes))
                + ("--" + boundary)
                + "\r\nContent-Type: application/pdf; name=\"report.pdf\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=\"report.pdf\"\r\n\r\n")
        .noise(dice.number(), lines)
        .text("--" + boundary + "--\r\n")
        .build();
  }

  private static String textPart(String boundary, String type, String text) {
    return "--"
        + boundary
        + "\r\nContent-Type: "
        + type
        + "; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + Words.quotedPrintable(text)
        + "\r\n";
  }

  private String header(int number, OffsetDateTime date, Dice dice) {
    var header = new StringBuilder();
    for (int hop = dice.between(1, 3); hop > 0; hop--) {
      header
          .append("Received: from mx" + hop + ".example.net (mx" + hop + ".example.net")
          .append(" [192.0.2." + dice.between(1, 254) + "])\r\n\tby in.example.com")
          .append(" (Postfix) with ESMTPS id " + Long.toHexString(dice.number()))
          .append("\r\n\tfor <user@example.com>; " + Draft.date(date.plusSeconds(hop)) + "\r\n");
    }
    header.append("Message-ID: " + messageId(number) + "\r\n");
    header.append("Date: " + Draft.date(date.minusSeconds(dice.between(1, 90))) + "\r\n");
    header.append("From: " + Words.address(dice) + "\r\nTo: " + Words.address(dice) + "\r\n");
    if (dice.chance(0.3)) {
      header.append("Cc: " + Words.address(dice) + ",\r\n " + Words.address(dice) + "\r\n");
    }
    boolean isReply = number > 3 && dice.chance(0.45);
    String subject = Words.sentence(dice, dice.between(2, 8));
    header.append("Subject: " + (isReply ? "Re: " : "") + Words.headerText(subject) + "\r\n");
    if (isReply) {
      String parent = messageId(number - dice.between(1, 3));
      String root = messageId(Math.max(0, number - dice.between(4, 40)));
      header.append("In-Reply-To: " + parent + "\r\n");
      header.append("References: " + root + "\r\n " + parent + "\r\n");
    }
    return header.append("MIME-Version: 1.0\r\n").toString();
  }

  private String messageId(int number) {
    long id = Dice.of(seed, folder, number, 1).number();
    return "<" + Long.toHexString(id) + "." + folder + "." + number + "@example.com>";
  }

  private static String boundary(Dice dice) {
    return "=_" + Long.toHexString(dice.number());
  }
}
