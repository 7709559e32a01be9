package org.transhume.imap.testkit.corpus;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;

/** MIME structures: deep, wide, unterminated, and of rarer types. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are octets of the message here
final class MimeKinds {
  private static final String MIXED = "multipart/mixed; boundary=\"b\"";

  private MimeKinds() {}

  static void addTo(Kinds kinds) {
    structures(kinds);
    types(kinds);
    large(kinds);
  }

  private static void structures(Kinds kinds) {
    kinds
        .text("nested-rfc822-6-deep", dice -> nested(dice, 6))
        .text("nested-rfc822-40-deep", dice -> nested(dice, 40))
        .text("nested-multiparts-60-deep", dice -> nestedMultiparts(dice, 60))
        .draft(
            "1200-parts",
            draft -> mime(draft, MIXED, "--b\r\n\r\npart\r\n".repeat(1200) + "--b--\r\n"))
        .draft("unterminated-multipart", draft -> mime(draft, MIXED, "--b\r\n\r\npart\r\n"))
        .draft("multipart-without-parts", draft -> mime(draft, MIXED, "--b--\r\n"))
        .draft("multipart-without-boundary", draft -> mime(draft, "multipart/mixed", "x\r\n"))
        .draft("multipart-boundary-never-seen", draft -> mime(draft, MIXED, "text\r\n"))
        .draft(
            "multipart-empty-boundary",
            draft -> mime(draft, "multipart/mixed; boundary=\"\"", "--\r\n\r\nx\r\n----\r\n"))
        .draft(
            "multipart-epilogue",
            draft -> mime(draft, MIXED, "preamble\r\n--b\r\n\r\np\r\n--b--\r\nepilogue"))
        .draft(
            "same-boundary-nested",
            draft ->
                mime(
                    draft,
                    MIXED,
                    "--b\r\nContent-Type: " + MIXED + "\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n--b--\r\n"))
        .draft(
            "multipart-in-base64", draft -> encoded(mime(draft, MIXED, "LS1iDQo=\r\n"), "base64"))
        .draft("content-type-garbage", draft -> mime(draft, "text; ; =", "x\r\n"))
        .draft(
            "two-content-types", draft -> mime(draft.add("Content-Type", "text/html"), MIXED, "x"));
  }

  private static void types(Kinds kinds) {
    kinds
        .draft(
            "message-partial",
            draft -> mime(draft, "message/partial; id=\"x\"; number=2; total=3", "half\r\n"))
        .draft(
            "message-external-body",
            draft ->
                mime(
                    draft,
                    "message/external-body; access-type=URL; URL=\"http://example.com/\"",
                    "\r\n"))
        .draft(
            "delivery-status",
            draft ->
                mime(
                    draft,
                    "multipart/report; report-type=delivery-status; boundary=\"b\"",
                    "--b\r\n\r\nFailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                        + "Reporting-MTA: dns; mx.example.com\r\n\r\nAction: failed\r\n--b--\r\n"))
        .draft(
            "calendar",
            draft ->
                mime(
                    draft,
                    "text/calendar; method=REQUEST; charset=utf-8",
                    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"))
        .draft("pgp-inline", draft -> draft.body("-----BEGIN PGP MESSAGE-----\r\n\r\nhQ==\r\n"))
        .draft(
            "signed",
            draft ->
                mime(
                    draft,
                    "multipart/signed; protocol=\"application/pgp-signature\"; boundary=\"b\"",
                    "--b\r\n\r\nSigned text \r\n--b\r\nContent-Type: application/pgp-signature\r\n"
                        + "\r\niQ==\r\n--b--\r\n"))
        .draft(
            "tnef",
            draft ->
                encoded(
                    mime(draft, "application/ms-tnef; name=winmail.dat", "eJ8+IgA=\r\n"), "base64"))
        .draft("binary-encoding", draft -> encoded(draft.body("\u0001\u00fe\0\r\n"), "binary"))
        .draft("bad-base64", draft -> encoded(draft.body("!!!not base64***\r\n"), "base64"))
        .draft("unknown-encoding", draft -> encoded(draft.body("text\r\n"), "x-rot13"))
        .draft(
            "unknown-charset", draft -> mime(draft, "text/plain; charset=fakescii", "x\u0099\r\n"))
        .draft(
            "read-receipt-wanted",
            draft -> draft.add("Disposition-Notification-To", "a@b.example"));
  }

  private static void large(Kinds kinds) {
    kinds
        .add("attachment-of-3mb", (dice, date) -> List.of(large(dice, date, 3_000_000)))
        .add("attachment-of-9mb", (dice, date) -> List.of(large(dice, date, 9_000_000)));
  }

  /** A message of about this size that is made while it is written. */
  static SeedMail large(Dice dice, OffsetDateTime date, long bytes) {
    MailContent content =
        Segments.builder()
            .text(
                Draft.usual(dice, date)
                        .add("MIME-Version", "1.0")
                        .add("Content-Type", "application/octet-stream")
                        .add("Content-Transfer-Encoding", "base64")
                        .header()
                    + "\r\n")
            .noise(dice.number(), bytes / 78)
            .build();
    return new SeedMail(content, Optional.of(date), List.of());
  }

  private static Draft mime(Draft draft, String type, String body) {
    return draft.add("MIME-Version", "1.0").add("Content-Type", type).body(body);
  }

  private static Draft encoded(Draft draft, String encoding) {
    return draft.add("Content-Transfer-Encoding", encoding);
  }

  private static String nested(Dice dice, int depth) {
    var text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append("Message-ID: <" + i + "." + dice.number() + "@example.com>\r\n");
      text.append("Subject: Level " + i + "\r\nMIME-Version: 1.0\r\n");
      text.append("Content-Type: message/rfc822\r\n\r\n");
    }
    return text + "Subject: Innermost\r\n\r\nAt last.\r\n";
  }

  private static String nestedMultiparts(Dice dice, int depth) {
    var text =
        new StringBuilder(
            "Message-ID: <m" + dice.number() + "@example.com>\r\nMIME-Version: 1.0\r\n");
    for (int i = 0; i < depth; i++) {
      text.append("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
    }
    text.append("\r\nInnermost\r\n");
    for (int i = depth - 1; i >= 0; i--) {
      text.append("--b" + i + "--\r\n");
    }
    return text.toString();
  }
}
